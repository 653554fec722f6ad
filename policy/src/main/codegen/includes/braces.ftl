<#-- JDBC's escapes are told apart by the grammar, because {d may begin a struct as well -->
|   < LBRACE_D: "{\u0000d" >
|   < LBRACE_T: "{\u0000t" >
|   < LBRACE_TS: "{\u0000ts" >
|   < LBRACE_FN: "{\u0000fn" >
|   < LBRACE: "{" >
|   < RBRACE: "}" >
