/** SHOW, DESCRIBE, SET, RESET or USE. */
SqlNode SessionStatement() :
{
    final SqlNode statement;
}
{
    LOOKAHEAD({ Words.is(getToken(1), "SHOW") })
    statement = Show() { return statement; }
|
    LOOKAHEAD({ Words.is(getToken(1), "DESCRIBE", "DESC") })
    statement = Describe() { return statement; }
|
    LOOKAHEAD({ Words.is(getToken(1), "SET") })
    statement = SetTo() { return statement; }
|
    LOOKAHEAD({ Words.is(getToken(1), "RESET") })
    statement = Reset() { return statement; }
|
    LOOKAHEAD({ true })
    statement = Use() { return statement; }
}

SqlNode Show() :
{
    final Span s;
    final List<SqlNode> flags = new ArrayList<SqlNode>();
    final SqlIdentifier what;
    SqlIdentifier name = null;
    SqlNode pattern = null;
}
{
    Word("SHOW") { s = span(); }
    ShowFlags(flags)
    (
        LOOKAHEAD({ Words.is(getToken(1), "TABLES") })
        what = AnyWord()
        [ ( <FROM> | <IN> ) name = CompoundTableIdentifier() ]
        [ <LIKE> pattern = CharacterString() ]
    |
        LOOKAHEAD({ Words.is(getToken(1), "SCHEMAS", "DATABASES") })
        AnyWord() { what = DialectOperators.word("SCHEMAS", getPos()); }
        [ <LIKE> pattern = CharacterString() ]
    |
        LOOKAHEAD({ Words.is(getToken(1), "COLUMNS", "FIELDS") })
        AnyWord() { what = DialectOperators.word("COLUMNS", getPos()); }
        ( <FROM> | <IN> ) name = CompoundTableIdentifier()
        [ <LIKE> pattern = CharacterString() ]
    |
        LOOKAHEAD({ Words.is(getToken(1), "FUNCTIONS") })
        what = AnyWord()
        [ <LIKE> pattern = CharacterString() ]
    |
        LOOKAHEAD({ Words.is(getToken(1), "CREATE") })
        what = AnyWord()
        ( <TABLE> | Word("VIEW") )
        name = CompoundTableIdentifier()
    |
        LOOKAHEAD({ true })
        name = Setting() { what = DialectOperators.word("SETTING", name.getParserPosition()); }
        [
            LOOKAHEAD({ Words.is(getToken(1), "VERBOSE") })
            AnyWord() { flags.add(DialectOperators.word("FULL", getPos())); }
        ]
    )
    {
        return new ShowNode(s.end(this), Arrays.<SqlNode>asList(
            what, name, pattern, new SqlNodeList(flags, s.pos())));
    }
}

/** FULL and EXTENDED are one word. */
JAVACODE
void ShowFlags(List<SqlNode> flags)
{
    boolean full = false;
    while (Words.is(getToken(1), "FULL", "EXTENDED") && getToken(2).kind != DOT) {
        getNextToken();
        full = true;
    }
    if (full) {
        if (!Words.is(getToken(1), "COLUMNS", "FIELDS")) {
            throw Words.unexpected(this);
        }
        flags.add(DialectOperators.word("FULL", getPos()));
    }
}

/** The name of a setting: words with dots between, also those of TIME ZONE. */
JAVACODE
SqlIdentifier Setting()
{
    final StringBuilder name = new StringBuilder();
    final Span s = Span.of();
    do {
        if (name.length() > 0) {
            name.append('.');
            if (getToken(1).kind == DOT) {
                getNextToken();
            }
        }
        name.append(AnyWord().getSimple());
        s.add(this);
    } while (getToken(1).kind == DOT || Words.is(getToken(0), "TIME") && Words.is(getToken(1), "ZONE"));
    return DialectOperators.exactName(name.toString().toLowerCase(java.util.Locale.ROOT), s.pos());
}

SqlNode SetTo() :
{
    final Span s;
    final SqlIdentifier name;
    final SqlNode value;
}
{
    Word("SET") { s = span(); }
    [
        LOOKAHEAD({ Words.is(getToken(1), "SESSION", "LOCAL") && getToken(2).kind != EQ && getToken(2).kind != TO
            && getToken(2).kind != DOT })
        AnyWord()
    ]
    name = Setting()
    [ <EQ> | <TO> ]
    value = SettingValue() {
        return new SetNode(s.end(this), Arrays.<SqlNode>asList(name, value));
    }
}

/** A value as text, however it was written. */
SqlNode SettingValue() :
{
    SqlNode e;
    final SqlIdentifier word;
    String sign = "";
}
{
    e = CharacterString() { return e; }
|
    [ <MINUS> { sign = "-"; } | <PLUS> ]
    ( <UNSIGNED_INTEGER_LITERAL> | <DECIMAL_NUMERIC_LITERAL> | <APPROX_NUMERIC_LITERAL> ) {
        return SqlLiteral.createCharString(sign + token.image, getPos());
    }
|
    LOOKAHEAD({ getToken(1).kind == QUOTED_IDENTIFIER })
    word = SimpleIdentifier() { return SqlLiteral.createCharString(word.getSimple(), getPos()); }
|
    LOOKAHEAD({ true })
    word = AnyWord() {
        return SqlLiteral.createCharString(getToken(0).image, getPos());
    }
}

SqlNode Reset() :
{
    final Span s;
    final SqlIdentifier name;
}
{
    Word("RESET") { s = span(); }
    name = Setting() { return new SetNode(s.end(this), Arrays.<SqlNode>asList(name, null)); }
}

SqlNode Use() :
{
    final Span s;
    final SqlIdentifier name;
}
{
    Word("USE") { s = span(); }
    [
        LOOKAHEAD({ Words.is(getToken(1), "SCHEMA", "DATABASE") && getToken(2).kind != SEMICOLON
            && getToken(2).kind != EOF && getToken(2).kind != DOT })
        AnyWord()
    ]
    name = CompoundTableIdentifier() {
        return new UseNode(s.end(this), Arrays.<SqlNode>asList(name));
    }
}

/** DESCRIBE of a table or of a query. */
SqlNode Describe() :
{
    final Span s;
    final SqlNode query;
    final SqlIdentifier name;
}
{
    AnyWord() { s = span(); }
    (
        LOOKAHEAD({ Lookahead.startsQuery(getToken(1)) && getToken(1).kind != TABLE })
        query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) {
            return DialectOperators.DESCRIBE.createCall(s.end(this), query);
        }
    |
        [ LOOKAHEAD({ getToken(1).kind == TABLE }) <TABLE> ]
        name = CompoundTableIdentifier() {
            return DialectOperators.DESCRIBE.createCall(
                s.end(this), SqlStdOperatorTable.EXPLICIT_TABLE.createCall(name.getParserPosition(), name));
        }
    )
}

/** PREPARE, EXECUTE or DEALLOCATE. */
SqlNode PreparedStatement() :
{
    final SqlNode statement;
}
{
    LOOKAHEAD({ Words.is(getToken(1), "PREPARE") })
    statement = Prepare() { return statement; }
|
    LOOKAHEAD({ Words.is(getToken(1), "EXECUTE") })
    statement = Execute() { return statement; }
|
    LOOKAHEAD({ true })
    statement = Deallocate() { return statement; }
}

SqlNode Prepare() :
{
    final Span s;
    final SqlIdentifier name;
    final List<SqlNode> types = new ArrayList<SqlNode>();
    final SqlNode statement;
    SqlNode type;
}
{
    Word("PREPARE") { s = span(); }
    name = SimpleIdentifier()
    [
        <LPAREN>
        type = DataType() { types.add(type); }
        ( LOOKAHEAD(1) <COMMA> type = DataType() { types.add(type); } )*
        <RPAREN>
    ]
    <AS>
    (
        LOOKAHEAD({ Words.is(getToken(1), "INSERT") })
        statement = Insert()
    |
        LOOKAHEAD({ true })
        statement = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    )
    {
        return new PrepareNode(s.end(this), Arrays.<SqlNode>asList(
            name, new SqlNodeList(types, s.pos()), statement));
    }
}

SqlNode Execute() :
{
    final Span s;
    final SqlIdentifier name;
    final List<SqlNode> arguments = new ArrayList<SqlNode>();
}
{
    Word("EXECUTE") { s = span(); }
    name = SimpleIdentifier()
    [
        <LPAREN>
        [
            LOOKAHEAD({ getToken(1).kind != RPAREN })
            AddExpression(arguments, ExprContext.ACCEPT_NON_QUERY)
            ( LOOKAHEAD(1) <COMMA> AddExpression(arguments, ExprContext.ACCEPT_NON_QUERY) )*
        ]
        <RPAREN>
    ]
    {
        return new ExecuteNode(s.end(this), Arrays.<SqlNode>asList(
            name, new SqlNodeList(arguments, s.pos())));
    }
}

SqlNode Deallocate() :
{
    final Span s;
    final SqlIdentifier name;
}
{
    Word("DEALLOCATE") { s = span(); }
    [
        LOOKAHEAD({ Words.is(getToken(1), "PREPARE") && getToken(2).kind != SEMICOLON && getToken(2).kind != EOF })
        Word("PREPARE")
    ]
    name = SimpleIdentifier() {
        return new DeallocateNode(s.end(this), Arrays.<SqlNode>asList(name));
    }
}
