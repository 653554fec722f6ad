/** A name in back ticks, as Spark's tools write it. */
String BacktickQuoted() :
{
}
{
    <BACKTICK_QUOTED> {
        return SqlParserUtil.stripQuotes(getToken(0).image, "`", "`", "``", Casing.UNCHANGED);
    }
}

/** An alias after AS, or without it where the word may be one. */
SqlIdentifier Alias() :
{
    final SqlIdentifier id;
}
{
    <AS> id = SimpleIdentifier() { return id; }
|
    LOOKAHEAD({ Lookahead.mayBeAlias(getToken(1), getToken(2)) })
    id = SimpleIdentifier() { return id; }
}

SqlNodeList ParenthesizedSimpleIdentifierList() :
{
    final Span s;
    final List<SqlNode> list = new ArrayList<SqlNode>();
}
{
    <LPAREN> { s = span(); }
    AddSimpleIdentifiers(list)
    <RPAREN> { return new SqlNodeList(list, s.end(this)); }
}

/** A name of one part, which remembers whether it was quoted. */
SqlIdentifier SimpleIdentifier() :
{
    final List<String> names = new ArrayList<String>(1);
    final List<SqlParserPos> positions = new ArrayList<SqlParserPos>(1);
}
{
    AddIdentifierSegment(names, positions) {
        return new SqlIdentifier(names, null, positions.get(0), positions);
    }
}
