SqlLiteral JoinType() :
{
    JoinType type;
}
{
    (
        [ <INNER> ] <JOIN> { type = JoinType.INNER; }
    |
        <LEFT> { type = JoinType.LEFT; }
        [ <OUTER> | <SEMI> { type = JoinType.LEFT_SEMI_JOIN; } | <ANTI> { type = JoinType.LEFT_ANTI_JOIN; } ]
        <JOIN>
    |
        <RIGHT> [ <OUTER> ] <JOIN> { type = JoinType.RIGHT; }
    |
        <FULL> [ <OUTER> ] <JOIN> { type = JoinType.FULL; }
    |
        <CROSS> <JOIN> { type = JoinType.CROSS; }
    )
    { return type.symbol(getPos()); }
}

SqlNode JoinTable(SqlNode e) :
{
    SqlNode right;
    SqlLiteral natural = SqlLiteral.createBoolean(false, SqlParserPos.ZERO);
    final SqlLiteral type;
    SqlLiteral conditionType = JoinConditionType.NONE.symbol(SqlParserPos.ZERO);
    SqlNode condition = null;
    SqlOperator rightOnly = null;
}
{
    LOOKAHEAD(<RIGHT> ( <SEMI> | <ANTI> ))
    <RIGHT>
    ( <SEMI> { rightOnly = DialectOperators.RIGHT_SEMI_JOIN; }
    | <ANTI> { rightOnly = DialectOperators.RIGHT_ANTI_JOIN; } )
    <JOIN>
    right = TableRef1(ExprContext.ACCEPT_QUERY_OR_JOIN)
    (
        <ON> condition = Expression(ExprContext.ACCEPT_SUB_QUERY)
    |
        <USING> condition = ParenthesizedSimpleIdentifierList()
    )
    { return rightOnly.createCall(span().end(right), e, right, condition); }
|
    [ <NATURAL> { natural = SqlLiteral.createBoolean(true, getPos()); } ]
    type = JoinType()
    right = TableRef1(ExprContext.ACCEPT_QUERY_OR_JOIN)
    [
        LOOKAHEAD(1)
        <ON> { conditionType = JoinConditionType.ON.symbol(getPos()); }
        condition = Expression(ExprContext.ACCEPT_SUB_QUERY)
    |
        <USING> { conditionType = JoinConditionType.USING.symbol(getPos()); }
        condition = ParenthesizedSimpleIdentifierList()
    ]
    {
        return new SqlJoin(type.getParserPosition(), e, natural, type, right,
            conditionType, condition);
    }
}

SqlNode TableRef3(ExprContext exprContext, boolean lateral) :
{
    final SqlIdentifier name;
    SqlNode ref;
    SqlIdentifier alias = null;
    SqlNodeList columns = null;
    SqlNodeList args;
    Span s;
}
{
    (
        LOOKAHEAD({ escapes && getToken(1).kind == LBRACE })
        <LBRACE> Word("OJ") ref = TableRef1(exprContext) ( ref = JoinTable(ref) )* <RBRACE>
    |
        LOOKAHEAD({ getToken(1).kind == VALUES && getToken(2).kind == LPAREN })
        ref = BareValues()
    |
        <VALUES> { ref = new SqlIdentifier(getToken(0).image, getPos()); }
    |
        LOOKAHEAD({ Lookahead.isReservedTable(getToken(1), getToken(2)) })
        ref = ReservedName()
    |
        LOOKAHEAD({ getToken(1).kind == LPAREN && Lookahead.isParenthesizedTable(getToken(2), getToken(3)) })
        <LPAREN> ref = TableRef1(exprContext) <RPAREN>
    |
        LOOKAHEAD({ getToken(1).kind == UNNEST || getToken(1).kind == LATERAL && getToken(2).kind == UNNEST })
        [ <LATERAL> ] <UNNEST> { s = span(); }
        args = ParenthesizedQueryOrCommaList(ExprContext.ACCEPT_SUB_QUERY)
        { ref = SqlStdOperatorTable.UNNEST.createCall(s.end(this), args.getList()); }
        [
            <WITH> <ORDINALITY> {
                ref = SqlStdOperatorTable.UNNEST_WITH_ORDINALITY.createCall(s.end(this), args.getList());
            }
        ]
    |
        LOOKAHEAD({ getToken(1).kind == TABLE })
        <TABLE> <LPAREN> ref = TableFunction() <RPAREN>
    |
        LOOKAHEAD([ <LATERAL> ] CompoundTableIdentifier() <LPAREN>)
        [ <LATERAL> { lateral = true; } ]
        ref = TableFunction() { ref = addLateral(ref, lateral); }
    |
        name = CompoundTableIdentifier() { ref = name; s = span(); }
        [ ref = AsOf(name) ]
    |
        [ <LATERAL> { lateral = true; } ]
        ref = ParenthesizedExpression(exprContext)
        { ref = addLateral(ref, lateral); }
    )
    [
        alias = TableAlias()
        [ columns = ParenthesizedSimpleIdentifierList() ]
        {
            List<SqlNode> operands = new ArrayList<SqlNode>();
            operands.add(ref);
            operands.add(alias);
            if (columns != null) {
                operands.addAll(columns.getList());
            }
            ref = SqlStdOperatorTable.AS.createCall(Span.of(ref).end(this), operands);
        }
    ]
    [ ref = TableSample(ref) ]
    { return ref; }
}

/** TABLESAMPLE [method] (amount [PERCENT | ROWS]) [REPEATABLE (seed)]. */
SqlNode TableSample(SqlNode table) :
{
    SqlIdentifier method = null;
    final SqlNode amount;
    SqlIdentifier unit = null;
    SqlNode seed = null;
}
{
    <TABLESAMPLE>
    [ method = SimpleIdentifier() { method = DialectOperators.word(method.getSimple(), method.getParserPosition()); } ]
    <LPAREN>
    amount = Expression(ExprContext.ACCEPT_SUB_QUERY)
    [ unit = SimpleIdentifier() { unit = DialectOperators.word(unit.getSimple(), unit.getParserPosition()); } ]
    <RPAREN>
    [
        LOOKAHEAD({ Lookahead.isSampleSeed(getToken(1), getToken(2)) })
        SimpleIdentifier() <LPAREN> seed = PlainLiteral() <RPAREN>
    ]
    {
        return DialectOperators.SAMPLE.createCall(
            Span.of(table).end(this), table, method, amount, unit, seed);
    }
}

/** VALUES without parentheses in FROM. */
SqlNode BareValues() :
{
    final List<SqlNode> rows = new ArrayList<SqlNode>();
    final Span s;
}
{
    <VALUES> { s = span(); }
    AddRowConstructor(rows)
    ( LOOKAHEAD({ getToken(1).kind == COMMA && getToken(2).kind == LPAREN }) <COMMA> AddRowConstructor(rows) )*
    { return SqlStdOperatorTable.VALUES.createCall(s.end(this), rows); }
}

SqlNode TableFunction() :
{
    final SqlIdentifier name;
    final Span s;
    final List<SqlNode> args = new ArrayList<SqlNode>();
}
{
    name = CompoundTableIdentifier() { s = Span.of(name); }
    <LPAREN> [ AddArg(args, ExprContext.ACCEPT_SUB_QUERY) ( <COMMA> AddArg(args, ExprContext.ACCEPT_SUB_QUERY) )* ] <RPAREN> {
        return SqlStdOperatorTable.COLLECTION_TABLE.createCall(s.end(this),
            createCall(name, s.pos(), SqlFunctionCategory.USER_DEFINED_TABLE_FUNCTION, null, args));
    }
}

/** A version of a table: [FOR] VERSION AS OF n, [FOR] TIMESTAMP AS OF t, FOR SYSTEM_TIME AS OF t. */
SqlNode AsOf(SqlIdentifier name) :
{
    final SqlOperator operator;
    final SqlNode e;
    final Span s = Span.of(name);
}
{
    (
        LOOKAHEAD([ <FOR> ] ( <VERSION> ) <AS> <OF>)
        [ <FOR> ] ( <VERSION> ) <AS> <OF> { operator = DialectOperators.VERSION_AS_OF; }
    |
        LOOKAHEAD([ <FOR> ] ( <TIMESTAMP> | <SYSTEM_TIME> ) <AS> <OF>)
        [ <FOR> ] ( <TIMESTAMP> | <SYSTEM_TIME> ) <AS> <OF> { operator = DialectOperators.TIMESTAMP_AS_OF; }
    )
    e = AtomicRowExpression() {
        return operator.createCall(s.end(this), name, e);
    }
}
