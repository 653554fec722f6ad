package io.github.datafusionjdbc.tck.data;

import io.trino.tpch.TpchTable;

/** TPC-H's eight tables: name, generator and columns with SQL types. */
enum TpchSchema {
  REGION(TpchTable.REGION, "r_regionkey bigint, r_name varchar, r_comment varchar"),
  NATION(
      TpchTable.NATION,
      "n_nationkey bigint, n_name varchar, n_regionkey bigint, n_comment varchar"),
  SUPPLIER(
      TpchTable.SUPPLIER,
      "s_suppkey bigint, s_name varchar, s_address varchar, s_nationkey bigint, s_phone varchar,"
          + " s_acctbal decimal(15,2), s_comment varchar"),
  PART(
      TpchTable.PART,
      "p_partkey bigint, p_name varchar, p_mfgr varchar, p_brand varchar, p_type varchar,"
          + " p_size integer, p_container varchar, p_retailprice decimal(15,2), p_comment varchar"),
  PARTSUPP(
      TpchTable.PART_SUPPLIER,
      "ps_partkey bigint, ps_suppkey bigint, ps_availqty integer, ps_supplycost decimal(15,2),"
          + " ps_comment varchar"),
  CUSTOMER(
      TpchTable.CUSTOMER,
      "c_custkey bigint, c_name varchar, c_address varchar, c_nationkey bigint, c_phone varchar,"
          + " c_acctbal decimal(15,2), c_mktsegment varchar, c_comment varchar"),
  ORDERS(
      TpchTable.ORDERS,
      "o_orderkey bigint, o_custkey bigint, o_orderstatus varchar, o_totalprice decimal(15,2),"
          + " o_orderdate date, o_orderpriority varchar, o_clerk varchar, o_shippriority integer,"
          + " o_comment varchar"),
  LINEITEM(
      TpchTable.LINE_ITEM,
      "l_orderkey bigint, l_partkey bigint, l_suppkey bigint, l_linenumber integer,"
          + " l_quantity decimal(15,2), l_extendedprice decimal(15,2), l_discount decimal(15,2),"
          + " l_tax decimal(15,2), l_returnflag varchar, l_linestatus varchar, l_shipdate date,"
          + " l_commitdate date, l_receiptdate date, l_shipinstruct varchar, l_shipmode varchar,"
          + " l_comment varchar");

  @SuppressWarnings("ImmutableEnumChecker") // it has no state
  private final TpchTable<?> generator;

  private final String columns;

  TpchSchema(TpchTable<?> generator, String columns) {
    this.generator = generator;
    this.columns = columns;
  }

  TpchTable<?> generator() {
    return generator;
  }

  /** Column definitions: name, space, type; separated by a comma and a space. */
  String columns() {
    return columns;
  }
}
