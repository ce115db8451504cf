import {
  LAN_COMMAND_BODY_MAX_BYTES,
  LAN_COMMANDS_BURST_COUNT,
  LAN_COMMANDS_PER_SECOND_COUNT,
  LAN_EVENTS_PAGE_COUNT,
  LAN_FRAME_MAX_BYTES,
  LAN_HEARTBEAT_MISSES_MAX_COUNT,
  LAN_HEARTBEAT_MS,
  LAN_HELLO_TIMEOUT_MS,
  LAN_SOCKETS_MAX_COUNT,
  LAN_SUBSCRIPTIONS_MAX_COUNT,
} from "#contract/lan-protocol.ts";

/** Every bound of the LAN server. Tests shorten times; a kitchen runs with `LAN_LIMITS`. */
export interface LanLimits {
  readonly helloTimeoutMs: number;
  readonly heartbeatMs: number;
  readonly heartbeatMissesMaxCount: number;
  /** LAN2: longer frames are refused with a typed error; ws itself refuses above `frameHardMaxBytes`. */
  readonly frameMaxBytes: number;
  readonly frameHardMaxBytes: number;
  readonly commandsPerSecondCount: number;
  readonly commandsBurstCount: number;
  /** LAN10: frames other than commands, per connection. */
  readonly framesPerSecondCount: number;
  readonly framesBurstCount: number;
  /** LAN11: connections that have said hello. */
  readonly socketsMaxCount: number;
  readonly socketsPerDeviceMaxCount: number;
  /** LAN11: connections that have not said hello yet. */
  readonly waitingSocketsMaxCount: number;
  readonly subscriptionsMaxCount: number;
  /** Distinct (query, parameters, scope) held at once by the whole server. */
  readonly liveQueriesMaxCount: number;
  /** LAN21: a distinct query is evaluated at most once in this time. */
  readonly queryIntervalMs: number;
  /** How long an answer nobody subscribes to is kept for a device coming back. */
  readonly queryLingerMs: number;
  /** Rows of one answer beyond this are left out and the answer is marked partial. */
  readonly rowsMaxBytes: number;
  /** LAN24: above this a socket is skipped until it drains. */
  readonly slowBytes: number;
  /** LAN24: above this, or slow for longer than `slowMaxMs`, it is closed. */
  readonly evictBytes: number;
  readonly slowMaxMs: number;
  readonly sweepMs: number;
  /** Frames a connection may have waiting before its socket is paused. */
  readonly inboxMaxCount: number;
  /** Frames taken per turn of the event loop, over all connections. */
  readonly framesPerTurnCount: number;
  /** Time live queries and followed topics may take in one turn of the event loop before others are served. */
  readonly evaluationPerTurnMs: number;
  readonly commandsInFlightMaxCount: number;
  readonly eventsPageCount: number;
  readonly eventsPageMaxBytes: number;
  /** How long a stopping server waits for answers still on their way, and then for sockets to close. */
  readonly stopGraceMs: number;
  readonly httpBodyMaxBytes: number;
  /** LAN45: commands posted because no frame holds them, per device. */
  readonly commandBodyMaxBytes: number;
  readonly commandBodiesPerSecondCount: number;
  readonly commandBodiesBurstCount: number;
  /** LAN50: pictures sent or looked at, per device. */
  readonly photosPerSecondCount: number;
  readonly photosBurstCount: number;
  /** LAN43: pairing and reveal requests per caller address. */
  readonly pairingPerSecondCount: number;
  readonly pairingBurstCount: number;
  readonly tcpConnectionsMaxCount: number;
}

export const LAN_LIMITS: LanLimits = {
  helloTimeoutMs: LAN_HELLO_TIMEOUT_MS,
  heartbeatMs: LAN_HEARTBEAT_MS,
  heartbeatMissesMaxCount: LAN_HEARTBEAT_MISSES_MAX_COUNT,
  frameMaxBytes: LAN_FRAME_MAX_BYTES,
  frameHardMaxBytes: 4 * LAN_FRAME_MAX_BYTES,
  commandsPerSecondCount: LAN_COMMANDS_PER_SECOND_COUNT,
  commandsBurstCount: LAN_COMMANDS_BURST_COUNT,
  framesPerSecondCount: 50,
  framesBurstCount: 300,
  socketsMaxCount: LAN_SOCKETS_MAX_COUNT,
  socketsPerDeviceMaxCount: 4,
  waitingSocketsMaxCount: LAN_SOCKETS_MAX_COUNT,
  subscriptionsMaxCount: LAN_SUBSCRIPTIONS_MAX_COUNT,
  liveQueriesMaxCount: 512,
  queryIntervalMs: 30,
  queryLingerMs: 15_000,
  rowsMaxBytes: 768 * 1024,
  slowBytes: 256 * 1024,
  evictBytes: 1024 * 1024,
  slowMaxMs: 10_000,
  sweepMs: 1_000,
  inboxMaxCount: 64,
  framesPerTurnCount: 64,
  evaluationPerTurnMs: 8,
  commandsInFlightMaxCount: 64,
  eventsPageCount: LAN_EVENTS_PAGE_COUNT,
  eventsPageMaxBytes: 128 * 1024,
  stopGraceMs: 2_000,
  httpBodyMaxBytes: 4 * 1024,
  commandBodyMaxBytes: LAN_COMMAND_BODY_MAX_BYTES,
  commandBodiesPerSecondCount: 1,
  commandBodiesBurstCount: 10,
  photosPerSecondCount: 10,
  photosBurstCount: 120,
  pairingPerSecondCount: 2,
  pairingBurstCount: 30,
  tcpConnectionsMaxCount: 256,
};
