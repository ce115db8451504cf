/** A page in the shell says this often that it has painted; without Zod, so that faces may import it. */
export const PAINT_HEARTBEAT_MS = 2_000;
