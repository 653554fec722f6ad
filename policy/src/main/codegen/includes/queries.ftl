/** One statement with the semicolons after it. */
SqlNode DialectStatementEof() :
{
    final SqlNode statement;
}
{
    ( <SEMICOLON> )*
    (
        LOOKAHEAD({ getToken(1).kind == EXPLAIN })
        statement = Explain()
    |
        LOOKAHEAD({ Words.startsStatement(getToken(1)) })
        statement = DefinitionOrWrite()
    |
        LOOKAHEAD({ Words.startsChange(getToken(1)) })
        statement = Change()
    |
        LOOKAHEAD({ Words.startsSessionStatement(getToken(1)) })
        statement = SessionStatement()
    |
        LOOKAHEAD({ Words.startsPreparedStatement(getToken(1)) })
        statement = PreparedStatement()
    |
        statement = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    )
    ( <SEMICOLON> )*
    <EOF> { return statement; }
}

/** EXPLAIN [ANALYZE] [VERBOSE] [FORMAT f] query, or with its settings in parentheses. */
SqlNode Explain() :
{
    final Span s;
    final List<SqlNode> settings = new ArrayList<SqlNode>();
    final SqlNode query;
}
{
    <EXPLAIN> { s = span(); }
    (
        LOOKAHEAD({ getToken(1).kind == LPAREN && !Lookahead.startsQuery(getToken(2)) })
        <LPAREN>
        AddUtilityOption(settings) ( <COMMA> AddUtilityOption(settings) )*
        <RPAREN>
    |
        ( AddExplainOption(settings) )*
    )
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) {
        return DialectOperators.explain(s.end(this), settings, query);
    }
}

void AddExplainOption(List<SqlNode> settings) :
{
}
{
    ( <ANALYZE> | <VERBOSE> ) {
        settings.add(DialectOperators.word(getToken(0).image, getPos()));
        settings.add(null);
    }
|
    <FORMAT> { settings.add(DialectOperators.word(getToken(0).image, getPos())); }
    AddOptionWord(settings)
}

/** A word or a string as the value of an option. */
void AddOptionWord(List<SqlNode> settings) :
{
    final SqlIdentifier word;
}
{
    word = AnyName() { settings.add(DialectOperators.word(word.getSimple(), word.getParserPosition())); }
|
    <QUOTED_STRING> { settings.add(DialectOperators.word(SqlParserUtil.parseString(token.image), getPos())); }
}

/** The name of an option, and its value or nothing. */
void AddUtilityOption(List<SqlNode> settings) :
{
    SqlNode value = null;
    final SqlIdentifier word;
}
{
    word = AnyName() { settings.add(DialectOperators.word(word.getSimple(), word.getParserPosition())); }
    (
        AddOptionWord(settings)
    |
        <UNSIGNED_INTEGER_LITERAL> { settings.add(SqlLiteral.createExactNumeric(token.image, getPos())); }
    |
        { settings.add(null); }
    )
}

SqlNode LeafQuery(ExprContext exprContext) :
{
    final SqlNode e;
}
{
    { checkQueryExpression(exprContext); }
    e = SqlSelect() { return e; }
|
    e = FromFirst() { return e; }
|
    e = TableConstructor() { return e; }
|
    e = ExplicitTable(getPos()) { return e; }
}

SqlSelect SqlSelect() :
{
    final List<SqlNode> selectList = new ArrayList<SqlNode>();
    final List<SqlLiteral> keywords = new ArrayList<SqlLiteral>();
    SqlNodeList distinctOn = null;
    SqlNode from = null;
    SqlNode where = null;
    SqlNodeList groupBy = null;
    SqlNode having = null;
    SqlNodeList windows = null;
    SqlNode qualify = null;
    final Span s;
}
{
    <SELECT> { s = span(); }
    [
        <DISTINCT> {
            keywords.add(SqlSelectKeyword.DISTINCT.symbol(getPos()));
        }
        [
            LOOKAHEAD(2) <ON> distinctOn = ParenthesizedQueryOrCommaList(ExprContext.ACCEPT_SUB_QUERY) {
                keywords.clear();
            }
        ]
    |
        <ALL>
    ]
    [
        LOOKAHEAD({ getToken(1).kind != FROM })
        AddSelectItem(selectList)
        (
            LOOKAHEAD({ getToken(1).kind == COMMA && !Lookahead.endsItems(getToken(2)) })
            <COMMA> AddSelectItem(selectList)
        )*
        [ LOOKAHEAD({ getToken(1).kind == COMMA }) <COMMA> ]
    ]
    [ <FROM> from = FromClause() ]
    [ where = Where() ]
    [ groupBy = GroupBy() ]
    [ having = Having() ]
    [ windows = Window() ]
    [ qualify = Qualify() ]
    [ LOOKAHEAD({ getToken(1).kind == WINDOW }) windows = Window() ]
    {
        if (distinctOn != null) {
            selectList.set(0, DialectOperators.DISTINCT_ON.createCall(
                distinctOn.getParserPosition(), distinctOn, selectList.get(0)));
        }
        return new SqlSelect(s.end(this), new SqlNodeList(keywords, s.pos()),
            new SqlNodeList(selectList, s.pos()),
            from, where, groupBy, having, windows, qualify, null, null, null, null);
    }
}

/** FROM t [SELECT ..] [WHERE ..]: the same as SELECT .. FROM t. */
SqlSelect FromFirst() :
{
    final Span s;
    final SqlNode from;
    final List<SqlNode> selectList = new ArrayList<SqlNode>();
    final List<SqlLiteral> keywords = new ArrayList<SqlLiteral>();
    SqlNode where = null;
    SqlNodeList groupBy = null;
    SqlNode having = null;
}
{
    <FROM> { s = span(); } from = FromClause()
    [
        <SELECT>
        [ <DISTINCT> { keywords.add(SqlSelectKeyword.DISTINCT.symbol(getPos())); } | <ALL> ]
        AddSelectItem(selectList) ( <COMMA> AddSelectItem(selectList) )*
    ]
    [ where = Where() ]
    [ groupBy = GroupBy() ]
    [ having = Having() ]
    {
        return new SqlSelect(s.end(this), new SqlNodeList(keywords, s.pos()),
            new SqlNodeList(selectList, s.pos()),
            from, where, groupBy, having, null, null, null, null, null, null);
    }
}

void AddSelectItem(List<SqlNode> list) :
{
    SqlNode e;
    SqlIdentifier id = null;
}
{
    e = SelectExpression()
    [
        LOOKAHEAD({ Lookahead.mayBeColumnAlias(getToken(1)) })
        id = AnyName()
    |
        id = Alias()
    |
        <QUOTED_STRING> {
            id = DialectOperators.exactName(SqlParserUtil.parseString(token.image), getPos());
        }
    ]
    {
        list.add(id == null
            ? e
            : SqlStdOperatorTable.AS.createCall(span().end(e), e, id));
    }
}

SqlNode SelectExpression() :
{
    SqlNode e;
    SqlNodeList exclude = null;
    SqlNodeList replace = null;
    SqlIdentifier id;
}
{
    (
        <STAR> { e = SqlIdentifier.star(getPos()); }
    |
        e = Expression(ExprContext.ACCEPT_SUB_QUERY)
    )
    [
        LOOKAHEAD({ getToken(0).kind == STAR && (getToken(1).kind == EXCLUDE || getToken(1).kind == EXCEPT) })
        ( <EXCLUDE> | <EXCEPT> )
        (
            exclude = ParenthesizedSimpleIdentifierList()
        |
            id = SimpleIdentifier() { exclude = SqlNodeList.of(id); }
        )
    ]
    [
        LOOKAHEAD({ getToken(1).kind == REPLACE && getToken(2).kind == LPAREN })
        replace = StarReplacements()
    ]
    {
        return exclude == null && replace == null
            ? e
            : DialectOperators.STAR_WITH.createCall(span().end(e), e,
                exclude == null ? SqlNodeList.EMPTY : exclude,
                replace == null ? SqlNodeList.EMPTY : replace);
    }
}

SqlNodeList StarReplacements() :
{
    final Span s;
    final List<SqlNode> list = new ArrayList<SqlNode>();
}
{
    <REPLACE> <LPAREN> { s = span(); }
    AddStarReplacement(list) ( <COMMA> AddStarReplacement(list) )*
    <RPAREN> { return new SqlNodeList(list, s.end(this)); }
}

void AddStarReplacement(List<SqlNode> list) :
{
    final SqlNode e;
    final SqlIdentifier id;
}
{
    e = Expression(ExprContext.ACCEPT_SUB_QUERY) <AS> id = AnyName() {
        list.add(SqlStdOperatorTable.AS.createCall(Span.of(e, id).pos(), e, id));
    }
}

SqlNodeList GroupBy() :
{
    final List<SqlNode> list;
    final Span s;
}
{
    <GROUP> { s = span(); } <BY>
    (
        LOOKAHEAD(1)
        <ALL> { return SqlNodeList.of(DialectOperators.GROUP_BY_ALL.createCall(getPos())); }
    |
        list = GroupingElementList() { return new SqlNodeList(list, s.end(this)); }
    )
}

SqlNodeList Window() :
{
    final List<SqlNode> list = new ArrayList<SqlNode>();
    final Span s;
}
{
    <WINDOW> { s = span(); }
    AddNamedWindow(list) ( LOOKAHEAD(2) <COMMA> AddNamedWindow(list) )*
    { return new SqlNodeList(list, s.addAll(list).pos()); }
}

void AddNamedWindow(List<SqlNode> list) :
{
    final SqlIdentifier id;
    final SqlNode spec;
}
{
    id = SimpleIdentifier() <AS> spec = WindowOf() {
        list.add(DialectOperators.NAMED_WINDOW.createCall(Span.of(id, spec).pos(), id, spec));
    }
}

void AddWithItem(List<SqlWithItem> list, SqlLiteral recursive) :
{
    final SqlIdentifier id;
    SqlNodeList columns = null;
    final SqlNode definition;
}
{
    id = AnyName()
    [ columns = ParenthesizedSimpleIdentifierList() ]
    <AS>
    [ [ <NOT> ] <MATERIALIZED> ]
    definition = ParenthesizedExpression(ExprContext.ACCEPT_QUERY) {
        list.add(new SqlWithItem(id.getParserPosition(), id, columns, definition, recursive));
    }
}

void LimitClause(Span s, SqlNode[] offsetFetch) :
{
    SqlNode first;
    SqlNode second = null;
}
{
    <LIMIT> { s.add(this); }
    (
        <ALL>
    |
        first = Expression(ExprContext.ACCEPT_SUB_QUERY)
        [ <COMMA> second = Expression(ExprContext.ACCEPT_SUB_QUERY) ]
        {
            if (second == null) {
                offsetFetch[1] = first;
            } else {
                offsetFetch[0] = first;
                offsetFetch[1] = second;
            }
        }
    )
}

SqlNode UnsignedNumericLiteralOrParam() :
{
    final SqlNode e;
}
{
    e = Expression(ExprContext.ACCEPT_SUB_QUERY) { return e; }
}

SqlBinaryOperator BinaryQueryOperator() :
{
    boolean all = false;
}
{
    <UNION>
    [ <ALL> { all = true; } | <DISTINCT> ]
    [
        LOOKAHEAD(<BY> <NAME>) <BY> <NAME> {
            return all ? DialectOperators.UNION_ALL_BY_NAME : DialectOperators.UNION_BY_NAME;
        }
    ]
    { return all ? SqlStdOperatorTable.UNION_ALL : SqlStdOperatorTable.UNION; }
|
    <INTERSECT> [ <ALL> { all = true; } | <DISTINCT> ] {
        return all ? SqlStdOperatorTable.INTERSECT_ALL : SqlStdOperatorTable.INTERSECT;
    }
|
    <EXCEPT> [ <ALL> { all = true; } | <DISTINCT> ] {
        return all ? SqlStdOperatorTable.EXCEPT_ALL : SqlStdOperatorTable.EXCEPT;
    }
}
