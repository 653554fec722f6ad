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
        if (NAMES.get(token.kind)) {
            token.kind = IDENTIFIER;
        }
        if (curLexState == BQID) {
            if (token.kind == BAD_NUMBER) {
                token.kind = SPARK_NUMBER;
            } else if (Words.is(token, "DIV")) {
                token.kind = SLASH;
            }
        }
    }
