/**
 * One step of the durable tables' history, forward only. A released migration is never edited: the store keeps a digest of
 * its statements and refuses to open when they changed. Read models are not here; they belong to their domain's `tables.ts`.
 */
export interface KitchenMigration {
  /** The file's name without its ending: `NNNN-name`. Numbers rise; gaps are fine. */
  readonly name: string;
  readonly statements: readonly string[];
}
