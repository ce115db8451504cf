import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { createDbHandle } from "./database.ts";
import { createPreparedQuery, createRowInsert } from "./prepared-query.ts";
import { createSqlBuilder } from "./sql-builder.ts";

describe("a prepared query", () => {
  const sql = createSqlBuilder<{ pan: { name: string; mass_g: number | null; kind: string } }>();
  const upsertPan = createPreparedQuery<{ name: string; massG: number | null }>((value) =>
    sql
      .insertInto("pan")
      .values({ name: value("name"), mass_g: value("massG"), kind: "steel" })
      .onConflict((conflict) => conflict.column("name").doUpdateSet({ mass_g: value("massG") })),
  );
  const heavierPans = createPreparedQuery<{ massG: number }, { name: string }>((value) =>
    sql.selectFrom("pan").select("name").where("mass_g", ">", value("massG")).orderBy("name"),
  );

  it("is built once and runs with the values of each call, constants included", () => {
    const connection = new Database(":memory:");
    connection.exec("CREATE TABLE pan (name TEXT PRIMARY KEY, mass_g INTEGER, kind TEXT NOT NULL) STRICT");
    const db = createDbHandle(connection);
    db.run(upsertPan({ name: "wok", massG: 900 }));
    db.run(upsertPan({ name: "pot", massG: null }));
    db.run(upsertPan({ name: "pot", massG: 4_000 }));
    expect(db.all(heavierPans({ massG: 1_000 }))).toEqual([{ name: "pot" }]);
    expect(db.all(heavierPans({ massG: 100 }))).toEqual([{ name: "pot" }, { name: "wok" }]);
    expect(db.all(sql.selectFrom("pan").select("kind").distinct())).toEqual([{ kind: "steel" }]);
    connection.close();
  });

  it("inserts rows of any set of columns, and keeps what is there when told to", () => {
    const connection = new Database(":memory:");
    connection.exec(
      "CREATE TABLE pan (name TEXT PRIMARY KEY, mass_g INTEGER, kind TEXT NOT NULL DEFAULT 'iron') STRICT",
    );
    const db = createDbHandle(connection);
    const insertPan = createRowInsert(sql, "pan");
    const keepPan = createRowInsert(sql, "pan", { onConflict: "keep" });
    db.run(insertPan({ name: "wok", mass_g: 900, kind: "steel" }));
    db.run(insertPan({ kind: "clay", mass_g: null, name: "pot" }));
    db.run(insertPan({ name: "lid", kind: undefined as unknown as string })); // a member left out by a spread
    db.run(keepPan({ name: "wok", mass_g: 1, kind: "x" }));
    expect(() => db.run(insertPan({ name: "wok", mass_g: 1, kind: "x" }))).toThrow("UNIQUE");
    expect(db.all(sql.selectFrom("pan").selectAll().orderBy("name"))).toEqual([
      { name: "lid", mass_g: null, kind: "iron" },
      { name: "pot", mass_g: null, kind: "clay" },
      { name: "wok", mass_g: 900, kind: "steel" },
    ]);
    connection.close();
  });

  it("writes its values so that binding them does not have the statement planned anew, and changes none of them", () => {
    expect(heavierPans({ massG: 1 }).compile().sql).toBe(
      'select "name" from "pan" where "mass_g" > +? order by "name"',
    );
    const connection = new Database(":memory:");
    connection.exec("CREATE TABLE pan (name TEXT PRIMARY KEY, mass_g ANY, kind TEXT NOT NULL DEFAULT 'iron') STRICT");
    const db = createDbHandle(connection);
    const insertPan = createRowInsert(createSqlBuilder<{ pan: { name: string; mass_g: unknown } }>(), "pan");
    const values = ["12", 7.5, 3, 12n, null, new Uint8Array([1, 2])];
    for (const [index, mass_g] of values.entries()) db.run(insertPan({ name: `${index}`, mass_g }));
    const typeOfEach = connection.prepare("SELECT typeof(mass_g) FROM pan ORDER BY name").pluck().all();
    expect(typeOfEach).toEqual(["text", "real", "real", "integer", "null", "blob"]);
    connection.close();
  });

  it("refuses to run with a value missing", () => {
    const incomplete = heavierPans({} as { massG: number }); // what a caller past the type check would do
    expect(() => incomplete.compile()).toThrow("massG");
  });
});
