/** What `GET /healthz` of a kitchen says; without Zod, so that faces may import it. All times are the kitchen's epoch ms. */
export interface Health {
  readonly ok: boolean;
  /** What the store says of itself: `ok`, `full` or `damaged`. */
  readonly store: string;
  readonly seq: number;
  readonly epoch: string;
  readonly uptimeMs: number;
  readonly build: string;
  /** Null in a kitchen server that knows of no hub. */
  readonly hub: HubHealth | null;
  /** Absent in a kitchen server that keeps no copies. */
  readonly backup?: BackupHealth;
}

/** How old the copies are: what a person looking at the PC may know, without where they lie. */
export interface BackupHealth {
  readonly newestAtMs: number | null;
  readonly newestSeq: number | null;
  /** Why this PC has no newer copy; null when it has. */
  readonly problem: string | null;
  /** Null while no second medium is chosen. */
  readonly medium: MediumHealth | null;
}

/** How the second medium is. */
export interface MediumHealth {
  /** The last part of the chosen folder's path, as a person knows the medium. */
  readonly name: string;
  readonly lastGoodAtMs: number | null;
  readonly lastGoodSeq: number | null;
  readonly nextAtMs: number;
  readonly isOld: boolean;
  readonly problem: string | null;
}

/** How far the hub holds this kitchen's log: what a person looking at the PC may know, without its address. */
export interface HubHealth {
  readonly state: "not-joined" | "connecting" | "connected" | "refused";
  readonly ackedSeq: number;
  readonly unackedCount: number;
  readonly quarantinedCount: number;
  readonly lastContactAtMs: number | null;
  readonly clockOffsetMs: number | null;
  readonly lastError: string | null;
}
