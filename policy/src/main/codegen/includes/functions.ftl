SqlNode SpecialFunctionCall() :
{
    final Span s;
    final List<SqlNode> args = new ArrayList<SqlNode>();
    SqlOperator operator;
    SqlDataTypeSpec type;
    SqlNode e;
    SqlIdentifier field;
}
{
    (
        <CAST> { operator = SqlStdOperatorTable.CAST; }
    |
        <TRY_CAST> { operator = SqlLibraryOperators.TRY_CAST; }
    )
    { s = span(); }
    <LPAREN> AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
    <AS> type = DataType() { args.add(type); }
    <RPAREN> { return operator.createCall(s.end(this), args); }
|
    <STRUCT> { s = span(); }
    <LPAREN> [ AddStructField(args) ( <COMMA> AddStructField(args) )* ]
    <RPAREN> { return createCall(DialectOperators.functionName("struct", s.pos()), s.end(this), SqlFunctionCategory.USER_DEFINED_FUNCTION, null, args); }
|
    <EXTRACT> { s = span(); }
    <LPAREN>
    (
        e = CharacterString()
    |
        field = SimpleIdentifier() { e = DialectOperators.extractField(field); }
    )
    { args.add(e); }
    ( <FROM> | <COMMA> ) AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
    <RPAREN> { return DialectOperators.EXTRACT.createCall(s.end(this), args); }
|
    <POSITION> { s = span(); }
    <LPAREN> e = AtomicRowExpression() { args.add(e); }
    ( <IN> | <COMMA> ) AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
    <RPAREN> { return DialectOperators.POSITION.createCall(s.end(this), args); }
|
    <OVERLAY> { s = span(); }
    <LPAREN> AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
    ( <PLACING> | <COMMA> ) AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
    ( <FROM> | <COMMA> ) AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
    [ ( <FOR> | <COMMA> ) AddExpression(args, ExprContext.ACCEPT_SUB_QUERY) ]
    <RPAREN> { return DialectOperators.OVERLAY.createCall(s.end(this), args); }
|
    <SUBSTRING> { s = span(); }
    <LPAREN> AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
    (
        ( <FROM> | <COMMA> ) AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
        [ ( <FOR> | <COMMA> ) AddExpression(args, ExprContext.ACCEPT_SUB_QUERY) ]
    |
        <FOR> { args.add(SqlLiteral.createExactNumeric("1", SqlParserPos.ZERO)); }
        AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
    )
    <RPAREN> { return DialectOperators.SUBSTRING.createCall(s.end(this), args); }
|
    <TRIM> { s = span(); operator = DialectOperators.TRIM_BOTH; }
    <LPAREN>
    [
        LOOKAHEAD({ Lookahead.isTrimSide(getToken(1), getToken(2)) })
        (
            <BOTH>
        |
            <LEADING> { operator = DialectOperators.TRIM_LEADING; }
        |
            <TRAILING> { operator = DialectOperators.TRIM_TRAILING; }
        )
    ]
    (
        <FROM> AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
    |
        AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
        [
            <FROM> e = Expression(ExprContext.ACCEPT_SUB_QUERY) { args.add(0, e); }
        |
            <COMMA> AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
        ]
    )
    <RPAREN> { return operator.createCall(s.end(this), args); }
}

/** An argument of struct(..), with the name of its field or without. */
void AddStructField(List<SqlNode> args) :
{
    final SqlNode e;
    SqlIdentifier name = null;
}
{
    e = Expression(ExprContext.ACCEPT_SUB_QUERY)
    [
        <AS>
        (
            name = AnyName()
        |
            <QUOTED_STRING> { name = DialectOperators.exactName(SqlParserUtil.parseString(token.image), getPos()); }
        )
    ]
    {
        args.add(name == null
            ? e
            : DialectOperators.STRUCT_FIELD.createCall(Span.of(e, name).pos(), e, name));
    }
}

SqlIdentifier FunctionName() :
{
    final SqlIdentifier name;
}
{
    name = CompoundIdentifier() { return name; }
|
    ( <LEFT> | <RIGHT> | <UNNEST> | <CURRENT_DATE> | <CURRENT_TIME> | <CURRENT_TIMESTAMP> ) {
        return new SqlIdentifier(getToken(0).image, getPos());
    }
}

SqlNode NamedFunctionCall() :
{
    final SqlIdentifier name;
    final Span s;
    final List<SqlNode> args = new ArrayList<SqlNode>();
    SqlLiteral quantifier = null;
    SqlNodeList order;
    SqlNode e;
    SqlNode window;
    SqlCall call;
    SqlOperator nulls = null;
}
{
    name = FunctionName() { s = span(); }
    <LPAREN>
    (
        LOOKAHEAD(<STAR> <RPAREN>)
        <STAR> { args.add(SqlIdentifier.star(getPos())); }
    |
        LOOKAHEAD({ getToken(1).kind != RPAREN })
        [ quantifier = AllOrDistinct() ]
        AddArgument(args)
        ( <COMMA> AddArgument(args) )*
        [ nulls = NullsOperator() ]
        [ order = OrderBy(true) { args.add(order); } ]
    |
        { }
    )
    <RPAREN> {
        if (quantifier != null && quantifier.symbolValue(SqlSelectKeyword.class) == SqlSelectKeyword.ALL) {
            quantifier = null;
        }
        call = createCall(name, s.end(this), SqlFunctionCategory.USER_DEFINED_FUNCTION, quantifier, args);
    }
    [ LOOKAHEAD(<IGNORE> <NULLS> | <RESPECT> <NULLS>) nulls = NullsOperator() ]
    [
        LOOKAHEAD(<WITHIN> <GROUP>)
        <WITHIN> { s.clear().add(call); } <GROUP> <LPAREN> order = OrderBy(true) <RPAREN> {
            call = SqlStdOperatorTable.WITHIN_GROUP.createCall(s.end(this), call, order);
        }
    ]
    [
        <FILTER> { s.clear().add(call); } <LPAREN> <WHERE> e = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN> {
            call = SqlStdOperatorTable.FILTER.createCall(s.end(this), call, e);
        }
    ]
    [ LOOKAHEAD(<IGNORE> <NULLS> | <RESPECT> <NULLS>) nulls = NullsOperator() ]
    {
        if (nulls != null) {
            call = nulls.createCall(s.clear().add(call).end(this), call);
        }
    }
    [
        <OVER> { s.clear().add(call); }
        ( window = SimpleIdentifier() | window = WindowOf() )
        { call = SqlStdOperatorTable.OVER.createCall(s.end(this), call, window); }
    ]
    { return call; }
}

SqlOperator NullsOperator() :
{
}
{
    <IGNORE> <NULLS> { return SqlStdOperatorTable.IGNORE_NULLS; }
|
    <RESPECT> <NULLS> { return SqlStdOperatorTable.RESPECT_NULLS; }
}

void AddArgument(List<SqlNode> args) :
{
    SqlNode e;
    final SqlIdentifier name;
}
{
    LOOKAHEAD({ getToken(2).kind == NAMED_ARGUMENT_ASSIGNMENT })
    name = AnyName() <NAMED_ARGUMENT_ASSIGNMENT> e = Expression(ExprContext.ACCEPT_SUB_QUERY) {
        args.add(SqlStdOperatorTable.ARGUMENT_ASSIGNMENT.createCall(Span.of(name, e).pos(), e, name));
    }
|
    e = Expression(ExprContext.ACCEPT_SUB_QUERY) { args.add(e); }
}

/** What follows OVER, in parentheses. */
SqlNode WindowOf() :
{
    final Span s;
    SqlIdentifier base = null;
    SqlNodeList partition = SqlNodeList.EMPTY;
    SqlNodeList order = SqlNodeList.EMPTY;
    SqlNode unit = null;
    SqlNode lower = null;
    SqlNode upper = null;
    Span s1;
}
{
    <LPAREN> { s = span(); }
    [ LOOKAHEAD({ !Lookahead.startsWindowClause(getToken(1), getToken(2)) }) base = SimpleIdentifier() ]
    [ <PARTITION> { s1 = span(); } <BY> partition = ExpressionCommaList(s1, ExprContext.ACCEPT_SUB_QUERY) ]
    [ order = OrderBy(true) ]
    [
        ( <ROWS> | <RANGE> | <GROUPS> ) {
            unit = DialectOperators.word(getToken(0).image, getPos());
        }
        (
            <BETWEEN> lower = FrameBound() <AND> upper = FrameBound()
        |
            lower = FrameBound()
        )
    ]
    <RPAREN> {
        return DialectOperators.WINDOW.createCall(s.end(this), base, partition, order, unit, lower, upper);
    }
}

SqlNode FrameBound() :
{
    SqlNode e;
    final SqlNode unit;
    final Span s;
}
{
    LOOKAHEAD(<CURRENT> <ROW>)
    <CURRENT> { s = span(); } <ROW> { return DialectOperators.CURRENT_ROW.createCall(s.end(this)); }
|
    LOOKAHEAD(<UNBOUNDED> ( <PRECEDING> | <FOLLOWING> ))
    <UNBOUNDED> { s = span(); }
    (
        <PRECEDING> { return DialectOperators.UNBOUNDED_PRECEDING.createCall(s.end(this)); }
    |
        <FOLLOWING> { return DialectOperators.UNBOUNDED_FOLLOWING.createCall(s.end(this)); }
    )
|
    (
        LOOKAHEAD({ getToken(1).kind == QUOTED_STRING && DialectOperators.isIntervalUnit(getToken(2).image) })
        e = PlainLiteral() unit = IntervalUnit() {
            e = DialectOperators.interval(Span.of(e, unit).pos(), false, e, unit);
        }
    |
        e = Expression(ExprContext.ACCEPT_SUB_QUERY)
    )
    (
        <PRECEDING> { return DialectOperators.PRECEDING.createCall(Span.of(e).end(this), e); }
    |
        <FOLLOWING> { return DialectOperators.FOLLOWING.createCall(Span.of(e).end(this), e); }
    )
}
