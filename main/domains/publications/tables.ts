import type { PUBLISHED_PRICE_KINDS } from "#domains/publications/reference-documents.ts";
import type { BaseUnit } from "#kernel/quantity.ts";
import type { ProjectionTable } from "#main/store/domain-module.ts";
import { createSqlBuilder } from "#main/store/sql-builder.ts";

/** Raised whenever a table or a projection changes shape; the tables are then rebuilt from the log. */
export const PUBLICATIONS_PROJECTION_VERSION = 3;

/** Columns hold what projections wrote from parsed events, so their types are those of the events. */
export interface PublicationsTables {
  /** How far each hub stream was read. */
  hub_stream: { hub_stream_id: string; last_number: number };
  publication: {
    publication_id: string;
    publication_type: string;
    publication_v: number;
    published_at_ms: number;
    received_at_ms: number;
    /** JSON. */
    document: string;
    is_understood: 0 | 1;
    acknowledged_at_ms: number | null;
    acknowledged_by_staff_id: string | null;
    /** Of a recall: when it was taken back, and what was said of portions eaten. */
    lifted_at_ms: number | null;
    portions_served: number | null;
  };
  /** Price references, and what each says of a food. */
  price_document: {
    publication_id: string;
    hub_stream_id: string;
    document_code: string;
    document_version: number;
    from_date: string;
    published_at_ms: number;
  };
  published_price: {
    publication_id: string;
    food_code: string;
    kind: (typeof PUBLISHED_PRICE_KINDS)[number];
    unit: BaseUnit;
    amount_idr: number;
    per_amount: number;
  };
  /** Lots and batches each recall met. */
  recall_met: { publication_id: string; thing_id: string; thing_kind: "lot" | "batch" | "point" };
}

export const publicationsSql = createSqlBuilder<PublicationsTables>();

export const publicationsTables: readonly ProjectionTable[] = [
  {
    name: "hub_stream",
    ddl: [
      "CREATE TABLE hub_stream (hub_stream_id TEXT PRIMARY KEY, last_number INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    ],
  },
  {
    name: "publication",
    ddl: [
      `CREATE TABLE publication (
        publication_id TEXT PRIMARY KEY,
        publication_type TEXT NOT NULL,
        publication_v INTEGER NOT NULL,
        published_at_ms INTEGER NOT NULL,
        received_at_ms INTEGER NOT NULL,
        document TEXT NOT NULL,
        is_understood INTEGER NOT NULL,
        acknowledged_at_ms INTEGER,
        acknowledged_by_staff_id TEXT,
        lifted_at_ms INTEGER,
        portions_served INTEGER
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX publication_by_type ON publication (publication_type, published_at_ms, publication_id)",
    ],
  },
  {
    name: "price_document",
    ddl: [
      `CREATE TABLE price_document (
        publication_id TEXT PRIMARY KEY,
        hub_stream_id TEXT NOT NULL,
        document_code TEXT NOT NULL,
        document_version INTEGER NOT NULL,
        from_date TEXT NOT NULL,
        published_at_ms INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID`,
    ],
  },
  {
    name: "published_price",
    ddl: [
      `CREATE TABLE published_price (
        publication_id TEXT NOT NULL,
        food_code TEXT NOT NULL,
        kind TEXT NOT NULL,
        unit TEXT NOT NULL,
        amount_idr INTEGER NOT NULL,
        per_amount INTEGER NOT NULL,
        PRIMARY KEY (publication_id, food_code, kind)
      ) STRICT, WITHOUT ROWID`,
    ],
  },
  {
    name: "recall_met",
    ddl: [
      `CREATE TABLE recall_met (
        publication_id TEXT NOT NULL,
        thing_id TEXT NOT NULL,
        thing_kind TEXT NOT NULL,
        PRIMARY KEY (publication_id, thing_id)
      ) STRICT, WITHOUT ROWID`,
    ],
  },
];
