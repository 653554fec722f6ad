<#-- Words of definitions are no tokens: they are names in every other place. -->
JAVACODE
void Word(String word)
{
    if (!Words.is(getToken(1), word)) {
        throw Words.unexpected(this);
    }
    getNextToken();
}

/** Consumes words and notes them. */
JAVACODE
void Flag(List<SqlNode> flags, String words)
{
    final Span s = Span.of();
    for (String word : words.split(" ")) {
        Word(word);
        s.add(this);
    }
    flags.add(DialectOperators.word(words, s.pos()));
}

/** Any word, a word of the grammar among them, in upper case. */
JAVACODE
SqlIdentifier AnyWord()
{
    final String image = getToken(1).image;
    if (image == null || image.isEmpty() || !Character.isLetter(image.charAt(0)) || image.endsWith("'")) {
        throw Words.unexpected(this);
    }
    getNextToken();
    return DialectOperators.word(image, getPos());
}

/** The bracket that ends the arguments of a type, also where two look like a shift. */
JAVACODE
void CloseAngle()
{
    final Token token = getToken(1);
    if (token.kind == RIGHTSHIFT) {
        final Token second = Token.newToken(GT);
        second.kind = GT;
        second.image = ">";
        second.beginLine = token.beginLine;
        second.endLine = token.endLine;
        second.beginColumn = token.endColumn;
        second.endColumn = token.endColumn;
        second.next = token.next;
        token.next = second;
        token.kind = GT;
        token.image = ">";
        token.endColumn = token.beginColumn;
    } else if (token.kind != GT) {
        throw Words.unexpected(this);
    }
    getNextToken();
}

JAVACODE
SqlNode Unsupported(String clause)
{
    throw new UnsupportedClause(clause, getToken(1));
}

SqlNode Create() :
{
    final Span s;
    final List<SqlNode> flags = new ArrayList<SqlNode>();
    final SqlNode statement;
}
{
    Word("CREATE") { s = span(); }
    [
        LOOKAHEAD({ getToken(1).kind == OR })
        Flag(flags, "OR REPLACE")
    ]
    [
        LOOKAHEAD({ Words.is(getToken(1), "UNBOUNDED") })
        Flag(flags, "UNBOUNDED")
    ]
    Temporary(flags)
    (
        LOOKAHEAD({ getToken(1).kind == TABLE })
        statement = CreateTable(s, flags)
    |
        LOOKAHEAD({ Words.is(getToken(1), "EXTERNAL") })
        statement = CreateExternalTable(s, flags)
    |
        LOOKAHEAD({ Words.is(getToken(1), "VIEW") })
        statement = CreateView(s, flags)
    |
        LOOKAHEAD({ Words.is(getToken(1), "SCHEMA", "DATABASE") })
        statement = CreateSchema(s, flags)
    |
        LOOKAHEAD({ true })
        statement = UnknownObject("CREATE")
    )
    { return statement; }
}

/** TEMP and TEMPORARY are one word. */
JAVACODE
void Temporary(List<SqlNode> flags)
{
    if (Words.is(getToken(1), "TEMP", "TEMPORARY")) {
        getNextToken();
        flags.add(DialectOperators.word("TEMPORARY", getPos()));
    }
}

JAVACODE
SqlNode UnknownObject(String verb)
{
    final Token token = getToken(1);
    if (Words.is(token, "FUNCTION", "INDEX", "CATALOG", "ROLE", "MATERIALIZED", "SEQUENCE", "USER")) {
        throw new UnsupportedClause(verb + " " + Words.upper(token), getToken(0));
    }
    throw Words.unexpected(this);
}

SqlNode CreateTable(Span s, List<SqlNode> flags) :
{
    final SqlIdentifier name;
    final Clauses clauses = new Clauses();
    SqlNode query = null;
}
{
    <TABLE>
    [
        LOOKAHEAD({ Words.is(getToken(1), "IF") && getToken(2).kind == NOT })
        Flag(flags, "IF NOT EXISTS")
    ]
    name = CompoundTableIdentifier()
    [
        LOOKAHEAD({ getToken(1).kind == LPAREN && !Lookahead.startsQuery(getToken(2)) })
        TableElements(clauses)
    ]
    (
        LOOKAHEAD({ Words.is(getToken(1), "PARTITIONED", "COMMENT", "TBLPROPERTIES", "WITH",
            "LOCATION", "USING", "CLUSTER", "CLUSTERED", "STORED", "OPTIONS", "LIKE", "CLONE", "SHALLOW", "DEEP") })
        TableClause(clauses)
    )*
    [
        LOOKAHEAD(1)
        <AS> query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    ]
    {
        return new CreateTableNode(s.end(this), Arrays.<SqlNode>asList(
            new SqlNodeList(flags, s.pos()), name, clauses.list("COLUMNS"), clauses.list("CONSTRAINTS"),
            clauses.list("PARTITIONED BY"), clauses.get("COMMENT"), clauses.list("TBLPROPERTIES"),
            clauses.get("LOCATION"), query));
    }
}

void TableClause(Clauses clauses) :
{
    SqlNode text;
}
{
    LOOKAHEAD({ Words.is(getToken(1), "PARTITIONED") })
    PartitionedBy(clauses)
|
    LOOKAHEAD({ Words.is(getToken(1), "COMMENT") })
    Comment(clauses)
|
    LOOKAHEAD({ Words.is(getToken(1), "TBLPROPERTIES") })
    Word("TBLPROPERTIES") Properties(clauses, "TBLPROPERTIES")
|
    LOOKAHEAD({ getToken(1).kind == WITH })
    <WITH> Properties(clauses, "TBLPROPERTIES")
|
    LOOKAHEAD({ Words.is(getToken(1), "LOCATION") })
    Word("LOCATION") text = CharacterString() { clauses.set("LOCATION", text); }
|
    LOOKAHEAD({ getToken(1).kind == USING })
    <USING> Delta()
|
    LOOKAHEAD({ Words.is(getToken(1), "CLUSTER", "CLUSTERED") })
    text = Unsupported("CLUSTER BY")
|
    LOOKAHEAD({ Words.is(getToken(1), "STORED") })
    WrongHere("STORED AS belongs to CREATE EXTERNAL TABLE; a table is kept as Delta")
|
    LOOKAHEAD({ true })
    text = Unsupported(Words.upper(getToken(1)))
}

JAVACODE
void WrongHere(String message)
{
    throw Words.wrong(Words.position(getToken(1)), message);
}

/** The only format that a table is kept in. */
JAVACODE
void Delta()
{
    if (!Words.is(getToken(1), "DELTA")) {
        WrongHere("a table is kept as Delta: leave USING out, or use CREATE EXTERNAL TABLE");
    }
    getNextToken();
}

void Comment(Clauses clauses) :
{
    final SqlNode text;
}
{
    Word("COMMENT") [ <EQ> ] text = CharacterString() { clauses.set("COMMENT", text); }
}

/** Names of columns, or columns with their types. */
void PartitionedBy(Clauses clauses) :
{
    SqlNode item;
    final SqlParserPos pos;
}
{
    Word("PARTITIONED") { pos = getPos(); } <BY> { clauses.set("PARTITIONED BY", DialectOperators.word("BY", pos)); }
    <LPAREN>
    PartitionColumn(clauses) ( LOOKAHEAD(1) <COMMA> PartitionColumn(clauses) )*
    <RPAREN>
}

void PartitionColumn(Clauses clauses) :
{
    final SqlNode name;
    final SqlNode column;
}
{
    LOOKAHEAD({ getToken(2).kind == COMMA || getToken(2).kind == RPAREN })
    name = SimpleIdentifier() { clauses.add("PARTITIONED BY", name); }
|
    LOOKAHEAD({ true })
    column = ColumnDefinition() {
        clauses.add("COLUMNS", column);
        clauses.add("PARTITIONED BY", ((ColumnNode) column).columnName());
    }
}

/** ('key' = 'value', ..); keys may be words with dots, the sign of equality may be missing. */
void Properties(Clauses clauses, String clause) :
{
    final SqlParserPos pos;
}
{
    <LPAREN> { pos = getPos(); clauses.set(clause, DialectOperators.word(clause, pos)); }
    [ Property(clauses, clause) ( LOOKAHEAD(1) <COMMA> Property(clauses, clause) )* ]
    <RPAREN>
}

void Property(Clauses clauses, String clause) :
{
    final Span s;
    String key;
    SqlNode value;
    SqlNode text;
    SqlIdentifier word;
    String sign = "";
}
{
    (
        text = CharacterString() { s = Span.of(text); key = ((SqlLiteral) text).getValueAs(String.class); }
    |
        LOOKAHEAD({ true })
        word = PropertyWord() { s = Span.of(word); key = word.getSimple(); }
        ( <DOT> word = PropertyWord() { key = key + "." + word.getSimple(); } )*
    )
    { final SqlParserPos keyPos = s.end(this); }
    [ <EQ> ]
    (
        value = CharacterString()
    |
        [ <MINUS> { sign = "-"; } ]
        ( <UNSIGNED_INTEGER_LITERAL> | <DECIMAL_NUMERIC_LITERAL> ) {
            value = SqlLiteral.createCharString(sign + token.image, getPos());
        }
    |
        <TRUE> { value = SqlLiteral.createCharString("true", getPos()); }
    |
        <FALSE> { value = SqlLiteral.createCharString("false", getPos()); }
    |
        LOOKAHEAD({ true })
        word = PropertyWord() { value = SqlLiteral.createCharString(word.getSimple(), getPos()); }
    )
    {
        clauses.add(clause, new PropertyNode(s.end(this), Arrays.<SqlNode>asList(
            DialectOperators.exactName(key, keyPos), value)));
    }
}

/** A word as it is written. */
JAVACODE
SqlIdentifier PropertyWord()
{
    final String image = getToken(1).image;
    if (image == null || image.isEmpty() || !(Character.isLetter(image.charAt(0)) || image.charAt(0) == '_')
        || image.endsWith("'")) {
        throw Words.unexpected(this);
    }
    getNextToken();
    return DialectOperators.exactName(image, getPos());
}

void TableElements(Clauses clauses) :
{
}
{
    <LPAREN>
    TableElement(clauses) ( LOOKAHEAD(1) <COMMA> TableElement(clauses) )*
    <RPAREN>
}

void TableElement(Clauses clauses) :
{
    final SqlNode element;
}
{
    LOOKAHEAD({ Words.startsConstraint(getToken(1), getToken(2), getToken(3)) })
    element = TableConstraint() { clauses.add("CONSTRAINTS", element); }
|
    LOOKAHEAD({ true })
    element = ColumnDefinition() { clauses.add("COLUMNS", element); }
}

SqlNode TableConstraint() :
{
    final Span s = Span.of();
    SqlIdentifier name = null;
    final SqlNode e;
    final SqlNodeList columns;
}
{
    [
        LOOKAHEAD({ Words.is(getToken(1), "CONSTRAINT") })
        Word("CONSTRAINT") { s.add(this); } name = SimpleIdentifier()
    ]
    (
        LOOKAHEAD({ Words.is(getToken(1), "CHECK") })
        e = Check(name) { return e; }
    |
        LOOKAHEAD({ Words.is(getToken(1), "PRIMARY") })
        Word("PRIMARY") { s.add(this); } Word("KEY") columns = ParenthesizedSimpleIdentifierList() {
            return new PrimaryKeyNode(s.end(this), Arrays.<SqlNode>asList(name, columns));
        }
    |
        LOOKAHEAD({ Words.is(getToken(1), "FOREIGN") })
        e = Unsupported("FOREIGN KEY") { return e; }
    |
        LOOKAHEAD({ true })
        e = Unsupported("UNIQUE") { return e; }
    )
}

SqlNode Check(SqlIdentifier name) :
{
    final Span s;
    final SqlNode e;
}
{
    Word("CHECK") { s = span(); } <LPAREN> e = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN> {
        return new CheckNode(s.end(this), Arrays.<SqlNode>asList(name, e));
    }
}

SqlNode ColumnDefinition() :
{
    final SqlIdentifier name;
    SqlNode type = null;
    final List<SqlNode> flags = new ArrayList<SqlNode>();
    final Clauses clauses = new Clauses();
    final Span s;
}
{
    name = SimpleIdentifier() { s = Span.of(name); }
    [
        LOOKAHEAD({ !Lookahead.endsColumn(getToken(1)) })
        type = ColumnType()
    ]
    (
        LOOKAHEAD({ !Lookahead.endsColumn(getToken(1)) })
        ColumnOption(flags, clauses)
    )*
    {
        return new ColumnNode(s.end(this), Arrays.<SqlNode>asList(
            name, type, new SqlNodeList(flags, s.pos()), clauses.get("DEFAULT"), clauses.get("GENERATED"),
            clauses.list("CHECKS"), clauses.get("COMMENT")));
    }
}

void ColumnOption(List<SqlNode> flags, Clauses clauses) :
{
    SqlIdentifier name = null;
    SqlNode e;
    boolean constraint = false;
}
{
    [
        LOOKAHEAD({ Words.is(getToken(1), "CONSTRAINT") })
        Word("CONSTRAINT") name = SimpleIdentifier()
    ]
    (
        LOOKAHEAD({ getToken(1).kind == NOT })
        Flag(flags, "NOT NULL")
    |
        <NULL>
    |
        LOOKAHEAD({ Words.is(getToken(1), "PRIMARY") })
        Flag(flags, "PRIMARY KEY")
    |
        LOOKAHEAD({ Words.is(getToken(1), "CHECK") })
        e = Check(name) { clauses.add("CHECKS", e); }
    |
        LOOKAHEAD({ Words.is(getToken(1), "DEFAULT") })
        Word("DEFAULT") e = Expression(ExprContext.ACCEPT_SUB_QUERY) { clauses.set("DEFAULT", e); }
    |
        LOOKAHEAD({ Words.is(getToken(1), "COMMENT") })
        Comment(clauses)
    |
        LOOKAHEAD({ Words.is(getToken(1), "GENERATED") })
        Generated(clauses)
    |
        LOOKAHEAD({ Words.is(getToken(1), "UNIQUE", "REFERENCES", "COLLATE", "AUTO_INCREMENT", "IDENTITY", "MASK") })
        e = Unsupported(Words.upper(getToken(1)))
    |
        LOOKAHEAD({ true })
        e = UnexpectedWord()
    )
}

JAVACODE
SqlNode UnexpectedWord()
{
    throw Words.unexpected(this);
}

void Generated(Clauses clauses) :
{
    final SqlNode e;
}
{
    Word("GENERATED")
    (
        LOOKAHEAD({ Words.is(getToken(1), "ALWAYS") && Words.is(getToken(3), "IDENTITY") })
        e = Unsupported("IDENTITY")
    |
        LOOKAHEAD({ getToken(1).kind == BY })
        e = Unsupported("IDENTITY")
    |
        LOOKAHEAD({ true })
        Word("ALWAYS") <AS> <LPAREN> e = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN> {
            clauses.set("GENERATED", e);
        }
        [
            LOOKAHEAD({ Words.is(getToken(1), "STORED") })
            Word("STORED")
        ]
    )
}

/** The type of a column, as a tree. */
SqlNode ColumnType() :
{
    SqlNode type;
}
{
    type = ElementType()
    (
        <ARRAY> {
            type = new TypeNode(Span.of(type).end(this), Arrays.<SqlNode>asList(
                DialectOperators.word("ARRAY", getPos()), SqlNodeList.of(type)));
        }
    |
        <LBRACKET> [ <UNSIGNED_INTEGER_LITERAL> ] <RBRACKET> {
            type = new TypeNode(Span.of(type).end(this), Arrays.<SqlNode>asList(
                DialectOperators.word("ARRAY", getPos()), SqlNodeList.of(type)));
        }
    )*
    { return type; }
}

SqlNode ElementType() :
{
    final SqlIdentifier name;
    final Span s;
    final List<SqlNode> arguments = new ArrayList<SqlNode>();
    SqlNode e;
}
{
    name = AnyWord() { s = Span.of(name); }
    (
        LOOKAHEAD({ getToken(1).kind == LT && (Words.is(getToken(0), "ARRAY")) })
        <LT> e = ColumnType() { arguments.add(e); } CloseAngle()
    |
        LOOKAHEAD({ getToken(1).kind == LT && (Words.is(getToken(0), "MAP")) })
        <LT> e = ColumnType() { arguments.add(e); } <COMMA> e = ColumnType() { arguments.add(e); } CloseAngle()
    |
        LOOKAHEAD({ getToken(1).kind == LPAREN && (Words.is(getToken(0), "MAP")) })
        <LPAREN> e = ColumnType() { arguments.add(e); } <COMMA> e = ColumnType() { arguments.add(e); } <RPAREN>
    |
        LOOKAHEAD({ getToken(1).kind == LT && (Words.is(getToken(0), "STRUCT")) })
        <LT> AddTypeField(arguments) ( LOOKAHEAD(1) <COMMA> AddTypeField(arguments) )* CloseAngle()
    |
        LOOKAHEAD({ getToken(1).kind == LPAREN && (Words.is(getToken(0), "STRUCT")) })
        <LPAREN> AddTypeField(arguments) ( LOOKAHEAD(1) <COMMA> AddTypeField(arguments) )* <RPAREN>
    |
        LOOKAHEAD({ true })
        e = PlainType(name) { return e; }
    )
    { return new TypeNode(s.end(this), Arrays.<SqlNode>asList(name, new SqlNodeList(arguments, s.pos()))); }
}

/** A name of one or more words, with its numbers. */
SqlNode PlainType(SqlIdentifier first) :
{
    String name = first.getSimple();
    final Span s = Span.of(first);
    final List<SqlNode> numbers = new ArrayList<SqlNode>();
}
{
    [
        LOOKAHEAD({ Words.is(getToken(0), "DOUBLE") && Words.is(getToken(1), "PRECISION") })
        Word("PRECISION")
    ]
    [
        LOOKAHEAD({ Words.is(getToken(0), "CHARACTER", "CHAR", "NCHAR") && Words.is(getToken(1), "VARYING") })
        Word("VARYING") { name = "VARCHAR"; }
    ]
    [
        <LPAREN>
        <UNSIGNED_INTEGER_LITERAL> { numbers.add(SqlLiteral.createExactNumeric(token.image, getPos())); }
        [
            <COMMA> <UNSIGNED_INTEGER_LITERAL> {
                numbers.add(SqlLiteral.createExactNumeric(token.image, getPos()));
            }
        ]
        <RPAREN>
    ]
    [
        LOOKAHEAD({ getToken(1).kind == WITH && Words.is(getToken(2), "TIME", "LOCAL") })
        <WITH> [ LOOKAHEAD({ Words.is(getToken(1), "LOCAL") }) Word("LOCAL") ] <TIME> <ZONE> {
            name = name + " WITH TIME ZONE";
        }
    ]
    [
        LOOKAHEAD(1)
        <WITHOUT> <TIME> <ZONE> { name = name + " WITHOUT TIME ZONE"; }
    ]
    [
        LOOKAHEAD(1)
        <UNSIGNED> { name = name + " UNSIGNED"; }
    ]
    [
        LOOKAHEAD({ Words.is(getToken(0), "INTERVAL") && DialectOperators.isIntervalUnit(getToken(1).image) })
        IntervalUnit()
    ]
    {
        return new TypeNode(s.end(this), Arrays.<SqlNode>asList(
            DialectOperators.word(name, first.getParserPosition()), new SqlNodeList(numbers, s.pos())));
    }
}

void AddTypeField(List<SqlNode> list) :
{
    final SqlIdentifier name;
    final SqlNode type;
    final List<SqlNode> flags = new ArrayList<SqlNode>();
    final Clauses clauses = new Clauses();
    final Span s;
}
{
    name = SimpleIdentifier() { s = Span.of(name); } [ <COLON> ] type = ColumnType()
    [
        LOOKAHEAD({ getToken(1).kind == NOT })
        Flag(flags, "NOT NULL")
    ]
    [
        LOOKAHEAD({ Words.is(getToken(1), "COMMENT") })
        Comment(clauses)
    ]
    {
        list.add(new FieldNode(s.end(this), Arrays.<SqlNode>asList(
            name, type, new SqlNodeList(flags, s.pos()), clauses.get("COMMENT"))));
    }
}

SqlNode CreateExternalTable(Span s, List<SqlNode> flags) :
{
    final SqlIdentifier name;
    final Clauses clauses = new Clauses();
}
{
    Word("EXTERNAL") Temporary(flags) <TABLE>
    [
        LOOKAHEAD({ Words.is(getToken(1), "IF") && getToken(2).kind == NOT })
        Flag(flags, "IF NOT EXISTS")
    ]
    name = CompoundTableIdentifier()
    [ LOOKAHEAD(1) TableElements(clauses) ]
    (
        LOOKAHEAD({ getToken(1).kind != SEMICOLON && getToken(1).kind != EOF })
        ExternalTableClause(clauses)
    )*
    {
        return new CreateExternalTableNode(s.end(this), Arrays.<SqlNode>asList(
            new SqlNodeList(flags, s.pos()), name, clauses.list("COLUMNS"), clauses.list("CONSTRAINTS"),
            clauses.get("STORED AS"), clauses.list("LOCATION"), clauses.list("PARTITIONED BY"),
            clauses.list("WITH ORDER"), clauses.list("OPTIONS")));
    }
}

void ExternalTableClause(Clauses clauses) :
{
    SqlNode e;
    final SqlParserPos pos;
    final Span s;
    final List<SqlNode> keys = new ArrayList<SqlNode>();
}
{
    LOOKAHEAD({ Words.is(getToken(1), "STORED") })
    StoredAs(clauses)
|
    LOOKAHEAD({ Words.is(getToken(1), "LOCATION") })
    Word("LOCATION") { pos = getPos(); clauses.set("LOCATION", DialectOperators.word("LOCATION", pos)); }
    (
        <LPAREN>
        e = CharacterString() { clauses.add("LOCATION", e); }
        (
            LOOKAHEAD({ getToken(1).kind == COMMA && getToken(2).kind != RPAREN })
            <COMMA> e = CharacterString() { clauses.add("LOCATION", e); }
        )*
        [ <COMMA> ]
        <RPAREN>
    |
        e = CharacterString() { clauses.add("LOCATION", e); }
    )
|
    LOOKAHEAD({ Words.is(getToken(1), "PARTITIONED") })
    PartitionedBy(clauses)
|
    LOOKAHEAD({ getToken(1).kind == WITH })
    <WITH> <ORDER> { s = span(); } <LPAREN>
    AddOrderItem(keys) ( LOOKAHEAD(1) <COMMA> AddOrderItem(keys) )*
    <RPAREN> { clauses.add("WITH ORDER", new SqlNodeList(keys, s.end(this))); }
|
    LOOKAHEAD({ Words.is(getToken(1), "OPTIONS") })
    Word("OPTIONS") Properties(clauses, "OPTIONS")
|
    LOOKAHEAD({ true })
    e = UnexpectedWord()
}

void StoredAs(Clauses clauses) :
{
    final SqlNode format;
}
{
    Word("STORED") <AS> format = AnyWord() { clauses.set("STORED AS", format); }
}

SqlNode CreateView(Span s, List<SqlNode> flags) :
{
    final SqlIdentifier name;
    SqlNodeList columns = SqlNodeList.EMPTY;
    final Clauses clauses = new Clauses();
    final SqlNode query;
}
{
    Word("VIEW")
    [
        LOOKAHEAD({ Words.is(getToken(1), "IF") && getToken(2).kind == NOT })
        Flag(flags, "IF NOT EXISTS")
    ]
    name = CompoundTableIdentifier()
    [ columns = ParenthesizedSimpleIdentifierList() ]
    [
        LOOKAHEAD({ Words.is(getToken(1), "COMMENT") })
        Comment(clauses)
    ]
    <AS> query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) {
        return new CreateViewNode(s.end(this), Arrays.<SqlNode>asList(
            new SqlNodeList(flags, s.pos()), name, columns, clauses.get("COMMENT"), query));
    }
}

SqlNode CreateSchema(Span s, List<SqlNode> flags) :
{
    final SqlIdentifier name;
    final Clauses clauses = new Clauses();
}
{
    SchemaWord()
    [
        LOOKAHEAD({ Words.is(getToken(1), "IF") && getToken(2).kind == NOT })
        Flag(flags, "IF NOT EXISTS")
    ]
    name = CompoundTableIdentifier()
    [
        LOOKAHEAD({ Words.is(getToken(1), "COMMENT") })
        Comment(clauses)
    ]
    {
        return new CreateSchemaNode(s.end(this), Arrays.<SqlNode>asList(
            new SqlNodeList(flags, s.pos()), name, clauses.get("COMMENT")));
    }
}

/** DATABASE is SCHEMA. */
JAVACODE
void SchemaWord()
{
    Word(Words.is(getToken(1), "DATABASE") ? "DATABASE" : "SCHEMA");
}

SqlNode Drop() :
{
    final Span s;
    final List<SqlNode> flags = new ArrayList<SqlNode>();
    final SqlIdentifier name;
    SqlNode e;
}
{
    Word("DROP") { s = span(); }
    (
        LOOKAHEAD({ getToken(1).kind == TABLE })
        Flag(flags, "TABLE")
    |
        LOOKAHEAD({ Words.is(getToken(1), "VIEW") })
        Flag(flags, "VIEW")
    |
        LOOKAHEAD({ Words.is(getToken(1), "SCHEMA", "DATABASE") })
        SchemaWord() { flags.add(DialectOperators.word("SCHEMA", getPos())); }
    |
        LOOKAHEAD({ true })
        e = UnknownObject("DROP")
    )
    [
        LOOKAHEAD({ Words.is(getToken(1), "IF") && Words.is(getToken(2), "EXISTS") })
        Flag(flags, "IF EXISTS")
    ]
    name = CompoundTableIdentifier()
    [
        LOOKAHEAD({ Words.is(getToken(1), "CASCADE") })
        Flag(flags, "CASCADE")
    ]
    [
        LOOKAHEAD({ Words.is(getToken(1), "RESTRICT") })
        Word("RESTRICT")
    ]
    {
        return new DropNode(s.end(this), Arrays.<SqlNode>asList(new SqlNodeList(flags, s.pos()), name));
    }
}
