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
    <AS> id = AnyName() { return id; }
|
    <AS> <QUOTED_STRING> {
        return DialectOperators.exactName(SqlParserUtil.parseString(token.image), getPos());
    }
|
    LOOKAHEAD({ Lookahead.mayBeAlias(getToken(1), getToken(2)) })
    id = SimpleIdentifier() { return id; }
}

/** The alias of a table, which more words may be. */
SqlIdentifier TableAlias() :
{
    final SqlIdentifier id;
}
{
    LOOKAHEAD({ Lookahead.isReservedTableAlias(getToken(1)) })
    ReservedWord() { return new SqlIdentifier(getToken(0).image, getPos()); }
|
    id = Alias() { return id; }
}

SqlNodeList ParenthesizedSimpleIdentifierList() :
{
    final Span s;
    final List<SqlNode> list = new ArrayList<SqlNode>();
}
{
    <LPAREN> { s = span(); }
    AddWord(list) ( <COMMA> AddWord(list) )*
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

/** A name of one part in a place where no word means anything else. */
SqlIdentifier AnyName() :
{
    final SqlIdentifier id;
}
{
    id = SimpleIdentifier() { return id; }
|
    ReservedWord() { return new SqlIdentifier(getToken(0).image, getPos()); }
}

/** A name that begins with a word that means something elsewhere. */
SqlIdentifier ReservedName() :
{
    final List<String> names = new ArrayList<String>();
    final List<SqlParserPos> positions = new ArrayList<SqlParserPos>();
}
{
    AddWordAfterDot(names, positions)
    ( LOOKAHEAD({ getToken(1).kind == DOT && getToken(2).kind != STAR }) <DOT> AddWordAfterDot(names, positions) )*
    [
        LOOKAHEAD(2)
        <DOT> <STAR> {
            names.add("");
            positions.add(getPos());
            return SqlIdentifier.star(names, SqlParserPos.sum(positions), positions);
        }
    ]
    { return new SqlIdentifier(names, null, SqlParserPos.sum(positions), positions); }
}

void ReservedWord() :
{
}
{
<#list parser.reservedKeywords as word>
    <${word}><#sep>
|
</#sep></#list>
}

/** Adds a part after a dot, which may be any word. */
void AddWordAfterDot(List<String> names, List<SqlParserPos> positions) :
{
}
{
    AddIdentifierSegment(names, positions)
|
    ReservedWord() { names.add(getToken(0).image); positions.add(getPos()); }
}

SqlIdentifier CompoundIdentifier() :
{
    final List<String> names = new ArrayList<String>();
    final List<SqlParserPos> positions = new ArrayList<SqlParserPos>();
}
{
    AddIdentifierSegment(names, positions)
    ( LOOKAHEAD({ getToken(1).kind == DOT && getToken(2).kind != STAR }) <DOT> AddWordAfterDot(names, positions) )*
    [
        LOOKAHEAD(2)
        <DOT> <STAR> {
            names.add("");
            positions.add(getPos());
            return SqlIdentifier.star(names, SqlParserPos.sum(positions), positions);
        }
    ]
    { return new SqlIdentifier(names, null, SqlParserPos.sum(positions), positions); }
}

SqlIdentifier CompoundTableIdentifier() :
{
    final List<String> names = new ArrayList<String>();
    final List<SqlParserPos> positions = new ArrayList<SqlParserPos>();
}
{
    AddIdentifierSegment(names, positions)
    ( LOOKAHEAD(2) <DOT> AddWordAfterDot(names, positions) )*
    { return new SqlIdentifier(names, null, SqlParserPos.sum(positions), positions); }
}

void AddWord(List<SqlNode> list) :
{
    final SqlIdentifier id;
}
{
    id = AnyName() { list.add(id); }
}
