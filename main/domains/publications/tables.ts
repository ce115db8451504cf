import type { ProjectionTable } from "#main/store/domain-module.ts";
import { createSqlBuilder } from "#main/store/sql-builder.ts";

/** Raised whenever a table or a projection changes shape; the tables are then rebuilt from the log. */
export const PUBLICATIONS_PROJECTION_VERSION = 2;

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
