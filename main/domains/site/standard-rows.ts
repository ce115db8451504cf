import { standards, type StandardRow } from "#domains/site/queries.ts";
import { settingUnitOf } from "#domains/site/setting-values.ts";
import type { StandardStanding } from "#domains/site/vocabulary.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import type { SettingDefinition, SettingValue } from "#kernel/setting.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { settingVersionsAt } from "./queries.ts";
import { siteSql } from "./tables.ts";

type StandardSettingRow = StandardRow["settings"][number];

/** Standards of headquarters, newest first, with how each figure stands on a day. */
export function standardRows(
  db: ReadableDb,
  settings: readonly SettingDefinition[],
  serviceDate: ServiceDate,
): readonly StandardRow[] {
  const rows = db.all(
    siteSql
      .selectFrom("standard")
      .selectAll()
      .orderBy("applied_at_ms", "desc")
      .orderBy("publication_id", "desc")
      .limit(standards.limit + 1),
  );
  return rows.map((row) => ({
    publicationId: row.publication_id,
    documentCode: row.document_code,
    documentVersion: row.document_version,
    title: row.title,
    source: row.source,
    effectiveFromDate: row.effective_from_date,
    appliedAtMs: row.applied_at_ms,
    settings: figuresOf(db, row.publication_id).flatMap((figure): readonly StandardSettingRow[] => {
      const definition = settings.find(({ key }) => key === figure.settingKey);
      if (definition === undefined) return [];
      const { standard, inForce } = settingVersionsAt(db, definition, serviceDate);
      const isStanding = standard?.publicationId === row.publication_id;
      const standing: StandardStanding =
        row.effective_from_date > serviceDate
          ? "later"
          : !isStanding
            ? "replaced"
            : inForce === standard
              ? "in-force"
              : "stricter-kept";
      return [
        {
          settingKey: figure.settingKey,
          unit: settingUnitOf(definition),
          value: writable(figure.value),
          standing,
          inForce: { value: writable(inForce?.value ?? definition.default) },
        },
      ];
    }),
    skippedKeys: JSON.parse(row.skipped_keys) as string[], // written by the projection from a parsed event
  }));
}

function figuresOf(
  db: ReadableDb,
  publicationId: string,
): readonly { readonly settingKey: string; readonly value: SettingValue }[] {
  return db
    .all(
      siteSql
        .selectFrom("setting_version")
        .select(["setting_key", "value"])
        .where("publication_id", "=", publicationId)
        .orderBy("setting_key"),
    )
    .map((row) => ({ settingKey: row.setting_key, value: JSON.parse(row.value) as SettingValue })); // as above
}

function writable(value: SettingValue): number | string | boolean | string[] {
  return typeof value === "object" ? [...value] : value;
}
