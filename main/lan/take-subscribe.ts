import type { ClientFrame } from "#contract/lan-protocol.ts";
import { err, type Result } from "#kernel/result.ts";
import type { Rejection } from "#kernel/rejections.ts";
import type { QueryHandler, QueryViewer } from "#main/store/domain-module.ts";
import { refuseFrame, type Held, type LanContext, type Peer } from "./peer.ts";
import type { Subscription } from "./subscriptions.ts";

type SubscribeFrame = Extract<ClientFrame, { kind: "subscribe" }>;
type FollowFrame = Extract<ClientFrame, { kind: "follow" }>;

const ISSUES_MAX_COUNT = 5;

/** Subscribes to a live query (LAN12, LAN20…LAN25). */
export function takeSubscribe(context: LanContext, peer: Peer, frame: SubscribeFrame): void {
  if (!hasRoom(context, peer, frame.subscriptionId)) return;
  const reference = { subscriptionId: frame.subscriptionId };
  const handler = context.live.handlerOf(frame.query);
  if (handler === undefined) {
    return refuseFrame(context, peer, { code: "unknown-query", reference, data: { query: frame.query } });
  }
  const params = handler.definition.params.safeParse(frame.params);
  if (!params.success) {
    const issues = params.error.issues
      .slice(0, ISSUES_MAX_COUNT)
      .map((issue) => ({ path: issue.path.map(String).join("."), code: issue.code }));
    return refuseFrame(context, peer, { code: "invalid-params", reference, data: { issues } });
  }
  holdQuery(context, peer, { frame, handler, params: params.data });
}

/** Follows the events of some domains (LAN26…LAN28). */
export function takeFollow(context: LanContext, peer: Peer, frame: FollowFrame): void {
  const { subscriptionId, sinceSeq } = frame;
  if (!hasRoom(context, peer, subscriptionId)) return;
  const reference = { subscriptionId };
  const unknown = frame.domains.find((domain) => !context.domains.has(domain));
  if (unknown !== undefined) {
    return refuseFrame(context, peer, { code: "unknown-domain", reference, data: { domain: unknown } });
  }
  const headSeq = context.store.headSeq();
  if (sinceSeq > headSeq) {
    return refuseFrame(context, peer, { code: "invalid-params", reference, data: { headSeq } });
  }
  const forbidden = () => frame.domains.find((domain) => !mayFollow(context, peer, domain));
  const refuseForbidden = (domain: string) =>
    refuseFrame(context, peer, { code: "not-permitted", reference, data: { domain } });
  const refusedDomain = forbidden();
  if (refusedDomain !== undefined) return refuseForbidden(refusedDomain);
  const end = (data: Readonly<Record<string, unknown>>) => {
    peer.heldById.delete(subscriptionId);
    refuseFrame(context, peer, { code: "internal-error", reference, data });
  };
  const topic = context.topics.follow({
    subscriptionId,
    domains: frame.domains,
    sinceSeq,
    sink: { offer: (bytes) => peer.outbox.offer(bytes), failed: (fault) => end({ reference: fault }) },
  });
  peer.heldById.set(subscriptionId, {
    kind: "topic",
    close: () => topic.close(),
    drained: () => topic.drained(),
    recheck: () => {
      const domain = forbidden();
      if (domain === undefined) return;
      topic.close();
      peer.heldById.delete(subscriptionId);
      refuseForbidden(domain);
    },
  });
}

/** Ends a subscription; unknown ids are ignored, since the server may just have ended it itself (LAN13). */
export function takeUnsubscribe(peer: Peer, subscriptionId: string): void {
  peer.heldById.get(subscriptionId)?.close();
  peer.heldById.delete(subscriptionId);
}

function hasRoom(context: LanContext, peer: Peer, subscriptionId: string): boolean {
  const reference = { subscriptionId };
  if (peer.heldById.has(subscriptionId)) {
    refuseFrame(context, peer, { code: "subscription-in-use", reference });
    return false;
  }
  const { subscriptionsMaxCount } = context.limits;
  if (peer.heldById.size < subscriptionsMaxCount) return true;
  refuseFrame(context, peer, { code: "too-many-subscriptions", reference, data: { maxCount: subscriptionsMaxCount } });
  return false;
}

interface QueryRequest {
  readonly frame: SubscribeFrame;
  readonly handler: QueryHandler;
  readonly params: unknown;
}

function holdQuery(context: LanContext, peer: Peer, request: QueryRequest): void {
  const { subscriptionId, knownEpoch, knownRev } = request.frame;
  const known = knownEpoch === undefined || knownRev === undefined ? undefined : { epoch: knownEpoch, rev: knownRev };
  const viewer = viewerOf(context, peer, request);
  if (!viewer.ok) return refuseQuery(context, peer, subscriptionId, viewer.error);
  const subscription = attach(context, peer, { ...request, viewer: viewer.value, known });
  if (subscription === undefined) return;
  peer.heldById.set(subscriptionId, heldQuery(context, peer, { request, subscription, viewer: viewer.value }));
}

function heldQuery(
  context: LanContext,
  peer: Peer,
  { request, subscription, viewer }: { request: QueryRequest; subscription: Subscription; viewer: QueryViewer },
): Held {
  const { subscriptionId } = request.frame;
  return {
    kind: "query",
    close: () => subscription.close(),
    drained: () => subscription.drained(),
    recheck: () => {
      const now = viewerOf(context, peer, request);
      if (now.ok && JSON.stringify(now.value) === JSON.stringify(viewer)) return;
      subscription.close();
      peer.heldById.delete(subscriptionId);
      if (!now.ok) return refuseQuery(context, peer, subscriptionId, now.error);
      const { knownEpoch: _epoch, knownRev: _rev, ...frame } = request.frame;
      holdQuery(context, peer, { ...request, frame });
    },
  };
}

function attach(
  context: LanContext,
  peer: Peer,
  request: QueryRequest & { readonly viewer: QueryViewer; readonly known: { epoch: string; rev: number } | undefined },
): Subscription | undefined {
  const { subscriptionId } = request.frame;
  const reference = { subscriptionId };
  const subscribed = context.live.subscribe({
    handler: request.handler,
    params: request.params,
    viewer: request.viewer,
    subscriptionId,
    known: request.known,
    sink: {
      offer: (bytes) => peer.outbox.offer(bytes),
      failed: (fault) => {
        peer.heldById.delete(subscriptionId);
        refuseFrame(context, peer, { code: "internal-error", reference, data: { reference: fault } });
      },
    },
  });
  if (subscribed.ok) return subscribed.value;
  const code = subscribed.error === "invalid-params" ? "invalid-params" : "too-many-subscriptions";
  refuseFrame(context, peer, { code, reference, data: { reason: subscribed.error } });
  return undefined;
}

/** What this connection may see of the query now, for the person named or for the device itself. */
function viewerOf(context: LanContext, peer: Peer, request: QueryRequest): Result<QueryViewer, Rejection> {
  const { device } = peer;
  const { staffId } = request.frame;
  if (device === undefined) return err({ code: "sign-in-required" });
  const { sessions, access } = context.ports;
  const session =
    staffId === undefined ? undefined : sessions.openOn(device.deviceId).find((open) => open.staffId === staffId);
  if (staffId !== undefined && session === undefined) return err({ code: "sign-in-required" });
  return access.authorizeQuery(request.handler.definition, { device, session });
}

function mayFollow(context: LanContext, peer: Peer, domain: string): boolean {
  return peer.device !== undefined && context.ports.access.mayFollow(domain, peer.device);
}

function refuseQuery(context: LanContext, peer: Peer, subscriptionId: string, rejection: Rejection): void {
  refuseFrame(context, peer, { code: "not-permitted", reference: { subscriptionId }, data: { ...rejection } });
}
