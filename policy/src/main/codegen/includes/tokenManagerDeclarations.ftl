    private static final java.util.BitSet NAMES = new java.util.BitSet();

    static {
        for (int kind = 0; kind < tokenImage.length; kind++) {
            final String image = tokenImage[kind];
            if (image.charAt(0) == '"' && Character.isLetter(image.charAt(1))) {
                NAMES.set(kind);
            }
        }
<#list parser.nonReservedKeywords + parser.reservedKeywords as word>
        NAMES.clear(${word});
</#list>
    }

    /** Words that the grammar has no use for are names. */
    void CommonTokenAction(Token token) {
        if (token.kind == EOF && (curLexState == IN_MULTI_LINE_COMMENT || curLexState == IN_FORMAL_COMMENT)) {
            throw new TokenMgrError(true, curLexState, token.beginLine, token.beginColumn, "", '*', TokenMgrError.LEXICAL_ERROR);
        }
        if (NAMES.get(token.kind)) {
            token.kind = IDENTIFIER;
        } else if (token.kind == DOLLAR_TAG) {
            readDollarQuoted(token);
        }
        if (curLexState == BQID) {
            if (token.kind == BAD_NUMBER) {
                token.kind = SPARK_NUMBER;
            } else if (Words.is(token, "DIV")) {
                token.kind = SLASH;
            }
        } else if (token.kind == BAD_NUMBER) {
            splitNumber(token);
        }
    }

    /** A number ends where its digits end: what follows is its alias, as in the engine. */
    private void splitNumber(Token token) {
        final String image = token.image;
        int end = digits(image, 0);
        token.kind = UNSIGNED_INTEGER_LITERAL;
        if (image.charAt(end) == 'e' || image.charAt(end) == 'E') {
            final int exponent = digits(image, end + 1);
            if (exponent > end + 1) {
                end = exponent;
                token.kind = APPROX_NUMERIC_LITERAL;
            }
        }
        input_stream.backup(image.length() - end);
        token.image = image.substring(0, end);
        token.endColumn = token.beginColumn + end - 1;
    }

    private static int digits(String image, int start) {
        int end = start;
        while (end < image.length() && image.charAt(end) >= '0' && image.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** Reads on to the tag that closes a string, which no pattern can tell. */
    private void readDollarQuoted(Token token) {
        final String tag = token.image;
        final StringBuilder text = new StringBuilder(tag);
        try {
            do {
                text.append(input_stream.readChar());
            } while (text.length() < 2 * tag.length() || text.indexOf(tag, text.length() - tag.length()) < 0);
        } catch (java.io.IOException e) {
            throw new TokenMgrError(true, curLexState, token.beginLine, token.beginColumn, tag, '$', TokenMgrError.LEXICAL_ERROR);
        }
        token.kind = DOLLAR_QUOTED;
        token.image = text.toString();
        token.endLine = input_stream.getEndLine();
        token.endColumn = input_stream.getEndColumn();
    }
