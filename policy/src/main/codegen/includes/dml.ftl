/** CREATE, DROP, INSERT or COPY. */
SqlNode DefinitionOrWrite() :
{
    final SqlNode statement;
}
{
    LOOKAHEAD({ Words.is(getToken(1), "CREATE") })
    statement = Create() { return statement; }
|
    LOOKAHEAD({ Words.is(getToken(1), "DROP") })
    statement = Drop() { return statement; }
|
    LOOKAHEAD({ Words.is(getToken(1), "INSERT") })
    statement = Insert() { return statement; }
|
    LOOKAHEAD({ true })
    statement = CopyTo() { return statement; }
}

SqlNode Insert() :
{
    final Span s;
    final List<SqlNode> flags = new ArrayList<SqlNode>();
    final SqlIdentifier target;
    SqlNodeList columns = SqlNodeList.EMPTY;
    SqlNode query = null;
    SqlNode e;
}
{
    Word("INSERT") { s = span(); }
    (
        LOOKAHEAD({ Words.is(getToken(1), "OVERWRITE") })
        Flag(flags, "OVERWRITE") [ <INTO> ]
    |
        <INTO>
    )
    [ LOOKAHEAD({ getToken(1).kind == TABLE }) <TABLE> ]
    target = CompoundTableIdentifier()
    [
        LOOKAHEAD({ Words.is(getToken(1), "PARTITION") })
        e = Unsupported("PARTITION")
    ]
    [
        LOOKAHEAD({ getToken(1).kind == BY })
        Flag(flags, "BY NAME")
    ]
    [
        LOOKAHEAD({ getToken(1).kind == LPAREN && !Lookahead.startsQuery(getToken(2)) })
        columns = ParenthesizedSimpleIdentifierList()
    ]
    (
        LOOKAHEAD({ Words.is(getToken(1), "DEFAULT") })
        Word("DEFAULT") Word("VALUES")
    |
        LOOKAHEAD({ true })
        query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    )
    [
        LOOKAHEAD({ Words.is(getToken(1), "RETURNING") })
        e = Unsupported("RETURNING")
    ]
    [
        LOOKAHEAD({ getToken(1).kind == ON })
        e = Unsupported("ON CONFLICT")
    ]
    {
        return new InsertNode(s.end(this), Arrays.<SqlNode>asList(
            new SqlNodeList(flags, s.pos()), target, columns, InsertedValues.withDefaults(query)));
    }
}

SqlNode CopyTo() :
{
    final Span s;
    final SqlNode source;
    final Clauses clauses = new Clauses();
}
{
    Word("COPY") { s = span(); }
    (
        <LPAREN> source = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) <RPAREN>
    |
        LOOKAHEAD({ true })
        source = CompoundTableIdentifier()
    )
    (
        LOOKAHEAD({ getToken(1).kind != SEMICOLON && getToken(1).kind != EOF })
        CopyClause(clauses)
    )*
    {
        if (clauses.get("TO") == null) {
            throw Words.unexpected(this);
        }
        return new CopyNode(s.end(this), Arrays.<SqlNode>asList(
            source, clauses.get("TO"), clauses.get("STORED AS"), clauses.list("PARTITIONED BY"),
            clauses.list("OPTIONS")));
    }
}

void CopyClause(Clauses clauses) :
{
    SqlNode e;
}
{
    LOOKAHEAD({ getToken(1).kind == TO })
    <TO> e = CharacterString() { clauses.set("TO", e); }
|
    LOOKAHEAD({ Words.is(getToken(1), "STORED") })
    StoredAs(clauses)
|
    LOOKAHEAD({ Words.is(getToken(1), "PARTITIONED") })
    PartitionedBy(clauses)
|
    LOOKAHEAD({ Words.is(getToken(1), "OPTIONS") })
    Word("OPTIONS") Properties(clauses, "OPTIONS")
|
    LOOKAHEAD({ getToken(1).kind == FROM })
    e = Unsupported("COPY FROM")
|
    LOOKAHEAD({ true })
    e = UnexpectedWord()
}
