/** A data type, kept as the text that the engine is given. */
SqlDataTypeSpec DataType() :
{
    final Span s;
    final String text;
}
{
    { s = Span.of(); }
    text = TypeText() { s.add(this); return DialectOperators.type(text, s.end(this)); }
}

String TypeText() :
{
    String text;
}
{
    text = SimpleTypeText()
    (
        // elsewhere the word is the alias of a column
        LOOKAHEAD({ getToken(1).kind == ARRAY && getToken(2).kind == RPAREN })
        <ARRAY> { text = text + "[]"; }
    |
        LOOKAHEAD(<LBRACKET> [ <UNSIGNED_INTEGER_LITERAL> ] <RBRACKET>)
        <LBRACKET> { text = text + "["; }
        [ <UNSIGNED_INTEGER_LITERAL> { text = text + getToken(0).image; } ]
        <RBRACKET> { text = text + "]"; }
    )*
    { return text; }
}

String SimpleTypeText() :
{
    String text;
    String more;
    String scale;
}
{
    <INTERVAL> { return "INTERVAL"; }
|
    <ARRAY> <LT> text = TypeText() <GT> { return "ARRAY<" + text + ">"; }
|
    LOOKAHEAD({ "STRUCT".equalsIgnoreCase(getToken(1).image) })
    SimpleIdentifier()
    (
        <LT> text = StructFields() <GT> { return "STRUCT<" + text + ">"; }
    |
        <LPAREN> text = StructFields() <RPAREN> { return "STRUCT<" + text + ">"; }
    )
|
    LOOKAHEAD({ getToken(1).kind == MAP && getToken(2).kind == LPAREN })
    <MAP> <LPAREN> text = TypeText() <COMMA> more = TypeText() <RPAREN> {
        return "MAP(" + text + ", " + more + ")";
    }
|
    LOOKAHEAD(2)
    <DOUBLE> [ <PRECISION> ] { return "DOUBLE"; }
|
    LOOKAHEAD(2)
    ( <CHARACTER> | <CHAR> ) <VARYING> more = TypePrecision() { return "VARCHAR" + more; }
|
    LOOKAHEAD(2)
    ( <TIMESTAMP> { text = "TIMESTAMP"; } | <TIME> { text = "TIME"; } )
    more = TypePrecision() { text = text + more; }
    [
        LOOKAHEAD(<WITH> <TIME> <ZONE>)
        <WITH> <TIME> <ZONE> { text = text + " WITH TIME ZONE"; }
    |
        LOOKAHEAD(<WITHOUT> <TIME> <ZONE>)
        <WITHOUT> <TIME> <ZONE>
    ]
    { return text; }
|
    text = Identifier() {
        if (getToken(0).kind == QUOTED_IDENTIFIER || getToken(0).kind == BACKTICK_QUOTED
            || getToken(0).kind == UNICODE_QUOTED_IDENTIFIER) {
            throw generateParseException();
        }
        text = DialectOperators.typeName(text);
    }
    more = TypePrecision() { text = text + more; }
    [ LOOKAHEAD(1) <UNSIGNED> { text = text + " UNSIGNED"; } ]
    { return text; }
}

String TypePrecision() :
{
    String text = "";
}
{
    [
        LOOKAHEAD(2)
        <LPAREN> <UNSIGNED_INTEGER_LITERAL> { text = "(" + getToken(0).image; }
        [
            <COMMA> { text = text + ", "; }
            [ <MINUS> { text = text + "-"; } ]
            <UNSIGNED_INTEGER_LITERAL> { text = text + getToken(0).image; }
        ]
        <RPAREN> { text = text + ")"; }
    ]
    { return text; }
}

String StructFields() :
{
    String text;
    String more;
}
{
    text = StructField()
    ( <COMMA> more = StructField() { text = text + ", " + more; } )*
    { return text; }
}

String StructField() :
{
    final SqlIdentifier name;
    final String type;
}
{
    name = SimpleIdentifier() [ <COLON> ] type = TypeText() {
        return DialectOperators.quoted(name) + " " + type;
    }
}
