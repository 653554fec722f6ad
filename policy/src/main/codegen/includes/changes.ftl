/** UPDATE, DELETE, MERGE, TRUNCATE or ALTER. */
SqlNode Change() :
{
    final SqlNode statement;
}
{
    LOOKAHEAD({ Words.is(getToken(1), "UPDATE") })
    statement = Update() { return statement; }
|
    LOOKAHEAD({ Words.is(getToken(1), "DELETE") })
    statement = Delete() { return statement; }
|
    LOOKAHEAD({ Words.is(getToken(1), "MERGE") })
    statement = Merge() { return statement; }
|
    LOOKAHEAD({ Words.is(getToken(1), "TRUNCATE") })
    statement = Truncate() { return statement; }
|
    LOOKAHEAD({ true })
    statement = Alter() { return statement; }
}

SqlNode Update() :
{
    final Span s;
    final SqlNode table;
    final List<SqlNode> assignments = new ArrayList<SqlNode>();
    SqlNode from = null;
    SqlNode condition = null;
}
{
    Word("UPDATE") { s = span(); }
    table = ChangedTable()
    Word("SET")
    AddAssignment(assignments) ( LOOKAHEAD(1) <COMMA> AddAssignment(assignments) )*
    [ LOOKAHEAD(1) <FROM> from = FromClause() ]
    [ LOOKAHEAD(1) condition = Where() ]
    NoReturning()
    {
        return new UpdateNode(s.end(this), Arrays.<SqlNode>asList(
            table, new SqlNodeList(assignments, s.pos()), from, condition));
    }
}

SqlNode Delete() :
{
    final Span s;
    final SqlNode table;
    SqlNode using = null;
    SqlNode condition = null;
}
{
    Word("DELETE") { s = span(); } <FROM>
    table = ChangedTable()
    [ LOOKAHEAD(1) <USING> using = FromClause() ]
    [ LOOKAHEAD(1) condition = Where() ]
    NoReturning()
    { return new DeleteNode(s.end(this), Arrays.<SqlNode>asList(table, using, condition)); }
}

JAVACODE
void NoReturning()
{
    if (Words.is(getToken(1), "RETURNING")) {
        Unsupported("RETURNING");
    }
}

/** A table that is changed, with its alias or without. */
SqlNode ChangedTable() :
{
    final SqlIdentifier name;
    final SqlIdentifier alias;
    SqlNode table;
}
{
    name = CompoundTableIdentifier() { table = name; }
    [
        LOOKAHEAD({ Words.isAliasOfChanged(getToken(1)) })
        [ <AS> ] alias = SimpleIdentifier() {
            table = SqlStdOperatorTable.AS.createCall(Span.of(name).end(this), name, alias);
        }
    ]
    { return table; }
}

void AddAssignment(List<SqlNode> list) :
{
    final SqlIdentifier column;
    final SqlNode value;
}
{
    column = CompoundIdentifier() <EQ> value = Expression(ExprContext.ACCEPT_SUB_QUERY) {
        list.add(new AssignmentNode(Span.of(column).end(this), Arrays.<SqlNode>asList(
            column, InsertedValues.withDefault(value))));
    }
}

SqlNode Merge() :
{
    final Span s;
    final SqlNode table;
    final SqlNode source;
    final SqlNode condition;
    final List<SqlNode> clauses = new ArrayList<SqlNode>();
    SqlNode clause;
}
{
    Word("MERGE") { s = span(); } <INTO>
    table = ChangedTable()
    <USING> source = TableRef()
    <ON> condition = Expression(ExprContext.ACCEPT_SUB_QUERY)
    ( LOOKAHEAD(1) clause = MergeClause() { clauses.add(clause); } )+
    {
        return new MergeNode(s.end(this), Arrays.<SqlNode>asList(
            table, source, condition, new SqlNodeList(clauses, s.pos())));
    }
}

SqlNode MergeClause() :
{
    final Span s;
    final List<SqlNode> words = new ArrayList<SqlNode>();
    final List<SqlNode> assignments = new ArrayList<SqlNode>();
    final List<SqlNode> values = new ArrayList<SqlNode>();
    SqlNodeList columns = SqlNodeList.EMPTY;
    SqlNode condition = null;
    SqlNode value;
}
{
    <WHEN> { s = span(); }
    (
        LOOKAHEAD({ getToken(1).kind == NOT && getToken(3).kind == BY && Words.is(getToken(4), "SOURCE") })
        Flag(words, "NOT MATCHED BY SOURCE")
    |
        LOOKAHEAD({ getToken(1).kind == NOT })
        Flag(words, "NOT MATCHED")
        [ LOOKAHEAD(1) <BY> Word("TARGET") ]
    |
        LOOKAHEAD({ true })
        Flag(words, "MATCHED")
    )
    [ LOOKAHEAD(1) <AND> condition = Expression(ExprContext.ACCEPT_SUB_QUERY) ]
    <THEN>
    (
        LOOKAHEAD({ Words.is(getToken(1), "DELETE") })
        Flag(words, "DELETE")
    |
        LOOKAHEAD({ Words.is(getToken(1), "UPDATE") })
        Flag(words, "UPDATE") Word("SET")
        (
            <STAR> { words.add(DialectOperators.word("ALL COLUMNS", getPos())); }
        |
            LOOKAHEAD({ true })
            AddAssignment(assignments) ( LOOKAHEAD(1) <COMMA> AddAssignment(assignments) )*
        )
    |
        LOOKAHEAD({ true })
        Flag(words, "INSERT")
        (
            <STAR> { words.add(DialectOperators.word("ALL COLUMNS", getPos())); }
        |
            LOOKAHEAD({ true })
            [
                LOOKAHEAD({ getToken(1).kind == LPAREN })
                columns = ParenthesizedSimpleIdentifierList()
            ]
            <VALUES> <LPAREN>
            value = Expression(ExprContext.ACCEPT_SUB_QUERY) { values.add(InsertedValues.withDefault(value)); }
            (
                LOOKAHEAD(1)
                <COMMA> value = Expression(ExprContext.ACCEPT_SUB_QUERY) {
                    values.add(InsertedValues.withDefault(value));
                }
            )*
            <RPAREN>
        )
    )
    {
        return new MergeClauseNode(s.end(this), Arrays.<SqlNode>asList(
            new SqlNodeList(words, s.pos()), condition, new SqlNodeList(assignments, s.pos()), columns,
            new SqlNodeList(values, s.pos())));
    }
}

SqlNode Truncate() :
{
    final Span s;
    final SqlIdentifier table;
}
{
    Word("TRUNCATE") { s = span(); }
    [ LOOKAHEAD({ getToken(1).kind == TABLE }) <TABLE> ]
    table = CompoundTableIdentifier() {
        return new TruncateNode(s.end(this), Arrays.<SqlNode>asList(table));
    }
}

SqlNode Alter() :
{
    final Span s;
    final List<SqlNode> flags = new ArrayList<SqlNode>();
    final SqlIdentifier table;
    final List<SqlNode> actions = new ArrayList<SqlNode>();
    SqlNode action;
}
{
    Word("ALTER") { s = span(); }
    TableWord()
    IfExists(flags)
    table = CompoundTableIdentifier()
    action = AlterAction() { actions.add(action); }
    ( LOOKAHEAD(1) <COMMA> action = AlterAction() { actions.add(action); } )*
    {
        return new AlterTableNode(s.end(this), Arrays.<SqlNode>asList(
            new SqlNodeList(flags, s.pos()), table, new SqlNodeList(actions, s.pos())));
    }
}

JAVACODE
void TableWord()
{
    if (Words.is(getToken(1), "VIEW", "SCHEMA", "DATABASE", "FUNCTION", "INDEX", "CATALOG", "ROLE", "SESSION")) {
        throw new UnsupportedClause("ALTER " + Words.upper(getToken(1)), getToken(0));
    }
    Word("TABLE");
}

void IfExists(List<SqlNode> flags) :
{
}
{
    [
        LOOKAHEAD({ Words.is(getToken(1), "IF") && Words.is(getToken(2), "EXISTS") })
        Flag(flags, "IF EXISTS")
    ]
}

/** COLUMN and COLUMNS may be missing. */
JAVACODE
void ColumnWord()
{
    if (Words.is(getToken(1), "COLUMN", "COLUMNS")) {
        getNextToken();
    }
}

SqlNode AlterAction() :
{
    final Span s = Span.of();
    String action = null;
    final List<SqlNode> flags = new ArrayList<SqlNode>();
    final List<SqlNode> names = new ArrayList<SqlNode>();
    final List<SqlNode> details = new ArrayList<SqlNode>();
    final Clauses clauses = new Clauses();
    SqlNode e;
}
{
    (
        LOOKAHEAD({ Words.is(getToken(1), "ADD") })
        Word("ADD") { s.add(this); }
        (
            LOOKAHEAD({ Words.startsConstraint(getToken(1), getToken(2), getToken(3)) })
            e = TableConstraint() { action = "ADD"; details.add(e); }
        |
            LOOKAHEAD({ true })
            ColumnWord() { action = "ADD COLUMN"; }
            [
                LOOKAHEAD({ Words.is(getToken(1), "IF") && getToken(2).kind == NOT })
                Flag(flags, "IF NOT EXISTS")
            ]
            (
                <LPAREN>
                e = ColumnDefinition() { details.add(e); }
                ( LOOKAHEAD(1) <COMMA> e = ColumnDefinition() { details.add(e); } )*
                <RPAREN>
            |
                LOOKAHEAD({ true })
                e = ColumnDefinition() { details.add(e); }
            )
        )
    |
        LOOKAHEAD({ Words.is(getToken(1), "DROP") })
        Word("DROP") { s.add(this); }
        (
            LOOKAHEAD({ Words.is(getToken(1), "CONSTRAINT") })
            Word("CONSTRAINT") IfExists(flags)
            e = SimpleIdentifier() { action = "DROP CONSTRAINT"; names.add(e); }
        |
            LOOKAHEAD({ true })
            ColumnWord() { action = "DROP COLUMN"; } IfExists(flags)
            (
                LOOKAHEAD({ getToken(1).kind == LPAREN })
                e = ParenthesizedSimpleIdentifierList() { names.addAll(((SqlNodeList) e).getList()); }
            |
                LOOKAHEAD({ true })
                e = SimpleIdentifier() { names.add(e); }
            )
        )
    |
        LOOKAHEAD({ Words.is(getToken(1), "RENAME") })
        Word("RENAME") { s.add(this); }
        (
            LOOKAHEAD({ getToken(1).kind == TO })
            <TO> e = CompoundTableIdentifier() { action = "RENAME TO"; names.add(e); }
        |
            LOOKAHEAD({ true })
            ColumnWord() { action = "RENAME COLUMN"; }
            e = SimpleIdentifier() { names.add(e); } <TO> e = SimpleIdentifier() { names.add(e); }
        )
    |
        LOOKAHEAD({ Words.is(getToken(1), "ALTER") })
        Word("ALTER") { s.add(this); }
        ColumnWord() e = SimpleIdentifier() { names.add(e); }
        action = AlterColumn(details)
    |
        LOOKAHEAD({ Words.is(getToken(1), "SET") })
        Word("SET") { s.add(this); } Word("TBLPROPERTIES")
        Properties(clauses, "TBLPROPERTIES") {
            action = "SET TBLPROPERTIES";
            details.addAll(clauses.list("TBLPROPERTIES").getList());
        }
    |
        LOOKAHEAD({ Words.is(getToken(1), "UNSET") })
        Word("UNSET") { s.add(this); action = "UNSET TBLPROPERTIES"; } Word("TBLPROPERTIES")
        IfExists(flags)
        <LPAREN>
        e = CharacterString() { details.add(e); }
        ( LOOKAHEAD(1) <COMMA> e = CharacterString() { details.add(e); } )*
        <RPAREN>
    |
        LOOKAHEAD({ true })
        e = UnexpectedWord()
    )
    {
        return new AlterActionNode(s.end(this), Arrays.<SqlNode>asList(
            DialectOperators.word(action, s.pos()), new SqlNodeList(flags, s.pos()),
            new SqlNodeList(names, s.pos()), new SqlNodeList(details, s.pos())));
    }
}

/** What is done to a column; gives its words. */
String AlterColumn(List<SqlNode> details) :
{
    SqlNode e;
}
{
    LOOKAHEAD({ Words.is(getToken(1), "TYPE") })
    Word("TYPE") e = ColumnType() { details.add(e); return "TYPE"; }
|
    LOOKAHEAD({ Words.is(getToken(1), "SET") && Words.is(getToken(2), "DATA") })
    Word("SET") Word("DATA") Word("TYPE") e = ColumnType() { details.add(e); return "TYPE"; }
|
    LOOKAHEAD({ Words.is(getToken(1), "SET") && getToken(2).kind == NOT })
    Word("SET") <NOT> <NULL> { return "SET NOT NULL"; }
|
    LOOKAHEAD({ Words.is(getToken(1), "DROP") && getToken(2).kind == NOT })
    Word("DROP") <NOT> <NULL> { return "DROP NOT NULL"; }
|
    LOOKAHEAD({ Words.is(getToken(1), "DROP") })
    Word("DROP") Word("DEFAULT") { return "DROP DEFAULT"; }
|
    LOOKAHEAD({ Words.is(getToken(1), "COMMENT") })
    Word("COMMENT") e = CharacterString() { details.add(e); return "COMMENT"; }
|
    LOOKAHEAD({ true })
    Word("SET") Word("DEFAULT") e = Expression(ExprContext.ACCEPT_SUB_QUERY) {
        details.add(e);
        return "SET DEFAULT";
    }
}
