SqlNode OrderedQueryOrExpr(ExprContext exprContext) :
{
    SqlNode e;
}
{
    e = QueryOrExpr(exprContext)
    e = OrderByLimitOpt(e)
    [
        LOOKAHEAD({ escapes && getToken(1).kind == LBRACE && getToken(2).kind == LIMIT })
        e = LimitEscape(e)
    ]
    ( e = PipeOperator(e) )*
    { return e; }
}

/** JDBC's {limit rows [offset first]}. */
SqlNode LimitEscape(SqlNode query) :
{
    final SqlNode rows;
    SqlNode offset = null;
}
{
    <LBRACE> { checkQueryExpression(query.isA(SqlKind.QUERY) ? ExprContext.ACCEPT_QUERY : ExprContext.ACCEPT_NON_QUERY); }
    <LIMIT> rows = Expression(ExprContext.ACCEPT_SUB_QUERY)
    [ <OFFSET> offset = Expression(ExprContext.ACCEPT_SUB_QUERY) ]
    <RBRACE> {
        if (query instanceof SqlOrderBy) {
            final SqlOrderBy ordered = (SqlOrderBy) query;
            if (ordered.fetch != null || ordered.offset != null) {
                throw Words.wrong(rows.getParserPosition(), "LIMIT is given twice");
            }
            return new SqlOrderBy(getPos(), ordered.query, ordered.orderList, offset, rows);
        }
        return new SqlOrderBy(getPos(), query, SqlNodeList.EMPTY, offset, rows);
    }
}

/** One step of a query that is written as steps: |> WHERE .., |> SELECT .. and so on. */
SqlNode PipeOperator(SqlNode query) :
{
    SqlNode e;
    SqlNode f = null;
    final Span s = Span.of(query);
    List<SqlNode> list = new ArrayList<SqlNode>();
    final SqlBinaryOperator set;
}
{
    <PIPE> { checkQueryExpression(query.isA(SqlKind.QUERY) ? ExprContext.ACCEPT_QUERY : ExprContext.ACCEPT_NON_QUERY); }
    (
        e = Where() { return PipeOperators.WHERE.createCall(s.end(this), query, e); }
    |
        f = OrderBy(true) { return PipeOperators.ORDER_BY.createCall(s.end(this), query, f); }
    |
        <LIMIT> e = Expression(ExprContext.ACCEPT_SUB_QUERY)
        [ <OFFSET> f = Expression(ExprContext.ACCEPT_SUB_QUERY) ]
        { return PipeOperators.LIMIT.createCall(s.end(this), query, e, f); }
    |
        <SELECT> AddSelectItem(list) ( <COMMA> AddSelectItem(list) )*
        { return PipeOperators.SELECT.createCall(s.end(this), query, new SqlNodeList(list, Span.of(list).pos())); }
    |
        <EXTEND> AddSelectItem(list) ( <COMMA> AddSelectItem(list) )*
        { return PipeOperators.EXTEND.createCall(s.end(this), query, new SqlNodeList(list, Span.of(list).pos())); }
    |
        <AS> e = AnyName() { return PipeOperators.ALIAS.createCall(s.end(this), query, e); }
    |
        <AGGREGATE>
        [ LOOKAHEAD({ getToken(1).kind != GROUP }) AddSelectItem(list) ( <COMMA> AddSelectItem(list) )* ]
        { e = new SqlNodeList(list, s.pos()); }
        [
            <GROUP> <BY> { list = new ArrayList<SqlNode>(); }
            AddSelectItem(list) ( <COMMA> AddSelectItem(list) )*
            { f = new SqlNodeList(list, s.pos()); }
        ]
        { return PipeOperators.AGGREGATE.createCall(s.end(this), query, e, f); }
    |
        set = BinaryQueryOperator()
        e = ParenthesizedExpression(ExprContext.ACCEPT_QUERY) { list.add(e); }
        ( <COMMA> e = ParenthesizedExpression(ExprContext.ACCEPT_QUERY) { list.add(e); } )*
        { return PipeOperators.set(s.end(this), set, query, list); }
    |
        e = JoinTable(DialectOperators.word("INPUT", getPos())) { return PipeOperators.JOIN.createCall(s.end(this), query, e); }
    )
}
