SqlNode AtomicRowExpression() :
{
    SqlNode e;
}
{
    (
        LOOKAHEAD({ SparkTokens.startLiteral(this, getToken(1), getToken(2)) })
        e = SparkLiteral()
    |
        LOOKAHEAD({ Lookahead.isReservedName(getToken(1), getToken(2)) })
        e = ReservedName()
    |
        LOOKAHEAD({ Lookahead.isSignedParenthesis(getToken(0), getToken(1), getToken(2), getToken(3)) })
        <LPAREN> e = PlainLiteral() <RPAREN> {
            e = DialectOperators.PARENTHESIZED.createCall(e.getParserPosition(), e);
        }
    |
        e = Interval()
    |
        e = PlainLiteral()
    |
        LOOKAHEAD(DataType() ( <QUOTED_STRING> | <DOLLAR_QUOTED> | <C_STYLE_ESCAPED_STRING_LITERAL> ), { Lookahead.mayStartType(getToken(1), getToken(2)) })
        e = TypedLiteral()
    |
        e = Parameter()
    |
        e = ArrayBrackets()
    |
        LOOKAHEAD({ getToken(1).kind == MAP && getToken(2).kind == LBRACE })
        e = MapBraces()
    |
        e = StructBraces()
    |
        e = CaseExpression()
    |
        LOOKAHEAD({ Lookahead.isSpecialFunction(getToken(1), getToken(2), getToken(4)) })
        e = SpecialFunctionCall()
    |
        e = CurrentTime()
    |
        LOOKAHEAD(FunctionName() <LPAREN>)
        e = NamedFunctionCall()
    |
        e = CompoundIdentifier()
    )
    { return e; }
}

/** A literal that needs no more than its token. */
SqlNode PlainLiteral() :
{
    final SqlNode e;
}
{
    <UNSIGNED_INTEGER_LITERAL> { return SqlLiteral.createExactNumeric(token.image, getPos()); }
|
    <DECIMAL_NUMERIC_LITERAL> {
        return SqlLiteral.createExactNumeric(
            token.image.endsWith(".") ? token.image + "0" : token.image, getPos());
    }
|
    <APPROX_NUMERIC_LITERAL> { return SqlLiteral.createApproxNumeric(token.image, getPos()); }
|
    e = CharacterString() { return e; }
|
    <BINARY_STRING_LITERAL> {
        try {
            return SqlLiteral.createBinaryString(
                token.image.substring(2, token.image.length() - 1), getPos());
        } catch (IllegalArgumentException ex) {
            throw SqlUtil.newContextException(getPos(), RESOURCE.illegalBinaryString(token.image));
        }
    }
|
    <HEX_NUMBER> {
        try {
            return SqlLiteral.createBinaryString(token.image.substring(2), getPos());
        } catch (IllegalArgumentException ex) {
            throw SqlUtil.newContextException(getPos(), RESOURCE.illegalBinaryString(token.image));
        }
    }
|
    <TRUE> { return SqlLiteral.createBoolean(true, getPos()); }
|
    <FALSE> { return SqlLiteral.createBoolean(false, getPos()); }
|
    <NULL> { return SqlLiteral.createNull(getPos()); }
}

SqlNode CharacterString() :
{
    final String text;
}
{
    <QUOTED_STRING> { return SqlLiteral.createCharString(SqlParserUtil.parseString(token.image), getPos()); }
|
    <DOLLAR_QUOTED> {
        return SqlLiteral.createCharString(Lookahead.dollarQuoted(token.image), getPos());
    }
|
    <C_STYLE_ESCAPED_STRING_LITERAL> {
        text = EscapedString.unescape(token.image);
        if (text == null) {
            throw generateParseException();
        }
        return SqlLiteral.createCharString(text, getPos());
    }
}

/** A literal of a type, as in DATE '2024-01-31' or DECIMAL(10, 2) '1.5'. */
SqlNode TypedLiteral() :
{
    final SqlDataTypeSpec type;
    final SqlNode text;
}
{
    type = DataType() text = CharacterString() {
        return SqlLiteral.createUnknown(type.getTypeName().getSimple(),
            ((SqlLiteral) text).toValue(), Span.of(type, text).pos());
    }
}

/** INTERVAL '1 day', INTERVAL '1' DAY, INTERVAL 1 DAY. */
SqlNode Interval() :
{
    final Span s;
    final SqlNode value;
    SqlNode unit = null;
    boolean minus = false;
}
{
    <INTERVAL> { s = span(); }
    [ <MINUS> { minus = true; } | <PLUS> ]
    (
        LOOKAHEAD({ Lookahead.isUnitFirst(getToken(1), getToken(2)) })
        value = UnitFirst()
    |
        value = PlainLiteral()
    |
        <LPAREN> value = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN>
    )
    [ LOOKAHEAD({ DialectOperators.isIntervalUnit(getToken(1).image) }) unit = IntervalUnit() ]
    {
        return DialectOperators.interval(s.end(this), minus, value, unit);
    }
}

/** A unit before its value: the engine takes it for a type, and the value for seconds. */
SqlNode UnitFirst() :
{
    final String unit;
    final Span s;
}
{
    Identifier() { unit = Words.upper(getToken(0)); s = span(); }
    <QUOTED_STRING> {
        return SqlLiteral.createUnknown(unit, SqlParserUtil.parseString(token.image), s.end(this));
    }
}

SqlNode IntervalUnit() :
{
    String text;
    final Span s;
}
{
    Identifier() { text = getToken(0).image; s = span(); }
    [
        LOOKAHEAD({ getToken(1).kind == TO && DialectOperators.isIntervalUnit(getToken(2).image) })
        <TO> Identifier() { text = text + " TO " + getToken(0).image; }
    ]
    { return DialectOperators.word(text, s.end(this)); }
}

SqlDynamicParam Parameter() :
{
}
{
    <HOOK> { return new SqlDynamicParam(nDynamicParams++, getPos()); }
|
    <PLACEHOLDER> { return DialectOperators.numberedParameter(token.image, getPos()); }
}

SqlNode ArrayBrackets() :
{
    final Span s;
    SqlNodeList items = SqlNodeList.EMPTY;
}
{
    (
        LOOKAHEAD(2)
        <ARRAY> <LPAREN> { s = span(); }
        { final SqlNode query; }
        query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
        <RPAREN> { return SqlStdOperatorTable.ARRAY_QUERY.createCall(s.end(this), query); }
    |
        <ARRAY> <LBRACKET> { s = span(); }
    |
        <LBRACKET> { s = span(); }
    )
    [ items = ExpressionCommaList(span(), ExprContext.ACCEPT_SUB_QUERY) ]
    <RBRACKET> {
        return SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(s.end(this), items.getList());
    }
}

SqlNode MapBraces() :
{
    final Span s;
    final List<SqlNode> list = new ArrayList<SqlNode>();
}
{
    <MAP> { s = span(); }
    <LBRACE>
    [ AddMapEntry(list) ( <COMMA> AddMapEntry(list) )* ]
    <RBRACE> { return SqlStdOperatorTable.MAP_VALUE_CONSTRUCTOR.createCall(s.end(this), list); }
}

void AddMapEntry(List<SqlNode> list) :
{
}
{
    AddExpression(list, ExprContext.ACCEPT_SUB_QUERY) <COLON> AddExpression(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** {'key': value, ..}, or JDBC's {d '2024-01-31'}, {t ..}, {ts ..} and {fn name(..)}. */
SqlNode StructBraces() :
{
    final Span s;
    final List<SqlNode> list = new ArrayList<SqlNode>();
    final String type;
    final SqlNode function;
}
{
    <LBRACE> { s = span(); }
    (
        LOOKAHEAD({ escapes && getToken(2).kind == QUOTED_STRING })
        Identifier() {
            type = DialectOperators.jdbcEscape(getToken(0).image);
            if (type == null) {
                throw generateParseException();
            }
        }
        <QUOTED_STRING> { final String text = SqlParserUtil.parseString(token.image); }
        <RBRACE> { return SqlLiteral.createUnknown(type, text, s.end(this)); }
    |
        LOOKAHEAD({ escapes && "fn".equalsIgnoreCase(getToken(1).image) && getToken(2).kind != COLON })
        Identifier() function = AtomicRowExpression() <RBRACE> { return JdbcFunctions.of(function); }
    |
        AddStructEntry(list) ( <COMMA> AddStructEntry(list) )*
        <RBRACE> { return DialectOperators.STRUCT_LITERAL.createCall(s.end(this), list); }
    )
}

void AddStructEntry(List<SqlNode> list) :
{
    SqlNode key;
}
{
    (
        key = CharacterString()
    |
        key = AnyName() {
            key = SqlLiteral.createCharString(((SqlIdentifier) key).getSimple(), key.getParserPosition());
        }
    )
    <COLON> { list.add(key); }
    AddExpression(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** CASE with or without an operand; the simple form stays simple and a missing ELSE missing. */
SqlNode CaseExpression() :
{
    final Span s;
    SqlNode value = null;
    SqlNode otherwise = null;
    SqlNode e;
    final List<SqlNode> whens = new ArrayList<SqlNode>();
    final List<SqlNode> thens = new ArrayList<SqlNode>();
}
{
    <CASE> { s = span(); }
    [ LOOKAHEAD({ getToken(1).kind != WHEN }) value = Expression(ExprContext.ACCEPT_SUB_QUERY) ]
    (
        <WHEN> e = Expression(ExprContext.ACCEPT_SUB_QUERY) { whens.add(e); }
        <THEN> e = Expression(ExprContext.ACCEPT_SUB_QUERY) { thens.add(e); }
    )+
    [ <ELSE> otherwise = Expression(ExprContext.ACCEPT_SUB_QUERY) ]
    <END> {
        return new SqlCase(s.end(this), value,
            new SqlNodeList(whens, Span.of(whens).pos()),
            new SqlNodeList(thens, Span.of(thens).pos()), otherwise);
    }
}

/** CURRENT_DATE and its kin without parentheses. */
SqlNode CurrentTime() :
{
    final SqlIdentifier name;
}
{
    ( <CURRENT_DATE> | <CURRENT_TIME> | <CURRENT_TIMESTAMP> ) {
        name = new SqlIdentifier(getToken(0).image, getPos());
    }
    [ LOOKAHEAD(2) <LPAREN> <RPAREN> ]
    {
        return createCall(name, name.getParserPosition(),
            SqlFunctionCategory.USER_DEFINED_FUNCTION, null, Collections.<SqlNode>emptyList());
    }
}

void InfixCast(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlDataTypeSpec type;
}
{
    <INFIX_CAST> {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(DialectOperators.INFIX_CAST, getPos()));
    }
    type = DataType() { list.add(type); }
}

/** An element or a slice, and the fields after it. */
void Subscript(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlNode first;
    SqlNode second;
    SqlNode third = null;
    SqlIdentifier field;
    final SqlParserPos pos;
    SqlNode index;
}
{
    <LBRACKET> { checkNonQueryExpression(exprContext); pos = getPos(); }
    first = Expression(ExprContext.ACCEPT_SUB_QUERY) { index = first; }
    [
        <COLON> second = Expression(ExprContext.ACCEPT_SUB_QUERY)
        [ <COLON> third = Expression(ExprContext.ACCEPT_SUB_QUERY) ]
        {
            index = third == null
                ? DialectOperators.SLICE.createCall(Span.of(first, second).pos(), first, second)
                : DialectOperators.SLICE.createCall(Span.of(first, third).pos(), first, second, third);
        }
    ]
    <RBRACKET> {
        list.add(new SqlParserUtil.ToTreeListItem(DialectOperators.SUBSCRIPT, pos));
        list.add(index);
    }
    (
        LOOKAHEAD(2)
        <DOT> field = AnyName() {
            list.add(new SqlParserUtil.ToTreeListItem(SqlStdOperatorTable.DOT, getPos()));
            list.add(field);
        }
    )*
}

void AtTimeZone(List<Object> list, ExprContext exprContext, Span s) :
{
}
{
    <AT> { checkNonQueryExpression(exprContext); s.clear().add(this); } <TIME> <ZONE> {
        list.add(new SqlParserUtil.ToTreeListItem(DialectOperators.AT_TIME_ZONE, s.end(this)));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** IS [NOT] DISTINCT FROM, whose second operand is all that follows, as in the engine. */
void IsDistinct(List<Object> list, ExprContext exprContext, Span s) :
{
    SqlOperator operator = SqlStdOperatorTable.IS_DISTINCT_FROM;
    final SqlNode right;
}
{
    <IS> { checkNonQueryExpression(exprContext); }
    [ <NOT> { operator = SqlStdOperatorTable.IS_NOT_DISTINCT_FROM; } ]
    <DISTINCT> <FROM> { list.add(new SqlParserUtil.ToTreeListItem(operator, getPos())); }
    right = Expression(ExprContext.ACCEPT_SUB_QUERY) { list.add(right); }
}

SqlBinaryOperator BinaryRowOperator() :
{
}
{
    ( <EQ> | <DOUBLE_EQ> ) { return SqlStdOperatorTable.EQUALS; }
|   <GT> { return SqlStdOperatorTable.GREATER_THAN; }
|   <LT> { return SqlStdOperatorTable.LESS_THAN; }
|   <LE> { return SqlStdOperatorTable.LESS_THAN_OR_EQUAL; }
|   <GE> { return SqlStdOperatorTable.GREATER_THAN_OR_EQUAL; }
|   ( <NE> | <NE2> ) { return SqlStdOperatorTable.NOT_EQUALS; }
|   <SPACESHIP> { return DialectOperators.NULL_SAFE_EQUALS; }
|   <PLUS> { return SqlStdOperatorTable.PLUS; }
|   <MINUS> { return SqlStdOperatorTable.MINUS; }
|   <STAR> { return SqlStdOperatorTable.MULTIPLY; }
|   <SLASH> { return SparkTokens.division(this, getToken(0)); }
|   <PERCENT_REMAINDER> { return SqlStdOperatorTable.PERCENT_REMAINDER; }
|   <CONCAT> { return SqlStdOperatorTable.CONCAT; }
|   <AND> { return SqlStdOperatorTable.AND; }
|   <OR> { return SqlStdOperatorTable.OR; }
|   <AMPERSAND> { return DialectOperators.BIT_AND; }
|   <VERTICAL_BAR> { return DialectOperators.BIT_OR; }
|   <CARET> { return DialectOperators.BIT_XOR; }
|   <LEFTSHIFT> { return DialectOperators.SHIFT_LEFT; }
|   <RIGHTSHIFT> { return DialectOperators.SHIFT_RIGHT; }
|   <REGEX> { return DialectOperators.REGEX; }
|   <REGEX_IGNORE_CASE> { return DialectOperators.REGEX_IGNORE_CASE; }
|   <NOT_REGEX> { return DialectOperators.NOT_REGEX; }
|   <NOT_REGEX_IGNORE_CASE> { return DialectOperators.NOT_REGEX_IGNORE_CASE; }
|   <LIKE_SIGN> { return DialectOperators.LIKE_SIGN; }
|   <ILIKE_SIGN> { return DialectOperators.ILIKE_SIGN; }
|   <NOT_LIKE_SIGN> { return DialectOperators.NOT_LIKE_SIGN; }
|   <NOT_ILIKE_SIGN> { return DialectOperators.NOT_ILIKE_SIGN; }
|   <CONTAINS_SIGN> { return DialectOperators.CONTAINS; }
|   <CONTAINED_SIGN> { return DialectOperators.CONTAINED; }
}

SqlPrefixOperator PrefixRowOperator() :
{
}
{
    <PLUS> { return DialectOperators.POSITIVE; }
|   <MINUS> { return DialectOperators.NEGATIVE; }
|   <NOT> { return SqlStdOperatorTable.NOT; }
|   <EXISTS> { return SqlStdOperatorTable.EXISTS; }
}

SqlPostfixOperator PostfixRowOperator() :
{
}
{
    <NOT> <NULL> { return SqlStdOperatorTable.IS_NOT_NULL; }
|   LOOKAHEAD(2) <IS> <NULL> { return SqlStdOperatorTable.IS_NULL; }
|   LOOKAHEAD(2) <IS> <TRUE> { return SqlStdOperatorTable.IS_TRUE; }
|   LOOKAHEAD(2) <IS> <FALSE> { return SqlStdOperatorTable.IS_FALSE; }
|   LOOKAHEAD(2) <IS> <UNKNOWN> { return SqlStdOperatorTable.IS_UNKNOWN; }
|
    <IS> <NOT>
    (
        <NULL> { return SqlStdOperatorTable.IS_NOT_NULL; }
    |   <TRUE> { return SqlStdOperatorTable.IS_NOT_TRUE; }
    |   <FALSE> { return SqlStdOperatorTable.IS_NOT_FALSE; }
    |   <UNKNOWN> { return SqlStdOperatorTable.IS_NOT_UNKNOWN; }
    )
}
