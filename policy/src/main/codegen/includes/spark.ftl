/** An expression in Spark's dialect; the parser is in the lexical state BQID. */
SqlNode SparkExpressionEof() :
{
    final SqlNode e;
}
{
    e = Expression(ExprContext.ACCEPT_NON_QUERY) <EOF> { return e; }
}

/** A literal that only Spark writes this way. */
SqlNode SparkLiteral() :
{
    final Span s;
    final String text;
}
{
    ( <BIG_QUERY_QUOTED_STRING> | <BIG_QUERY_DOUBLE_QUOTED_STRING> ) {
        return SqlLiteral.createCharString(SparkTokens.text(getToken(0)), getPos());
    }
|
    <SPARK_NUMBER> { return SparkTokens.number(getToken(0).image, getPos()); }
|
    <DECIMAL_NUMERIC_LITERAL> { s = span(); text = getToken(0).image; }
    <IDENTIFIER> { return SparkTokens.number(text + getToken(0).image, s.end(this)); }
|
    ( <DATE> | <TIMESTAMP> | <IDENTIFIER> ) { s = span(); text = Words.upper(getToken(0)); }
    ( <BIG_QUERY_QUOTED_STRING> | <BIG_QUERY_DOUBLE_QUOTED_STRING> ) {
        return SqlLiteral.createUnknown(text, SparkTokens.text(getToken(0)), s.end(this));
    }
}
