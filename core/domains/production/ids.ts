import { idSchema, type Id } from "#kernel/ids.ts";

export type BatchId = Id<"batch">;
export const batchIdSchema = idSchema("batch");

export type DishRunId = Id<"dish_run">;
export const dishRunIdSchema = idSchema("dish_run");

/** A delivery point. Its own domain comes later; until then points arrive inside the day plan. */
export type PointId = Id<"point">;
export const pointIdSchema = idSchema("point");

export type WasteId = Id<"waste">;
export const wasteIdSchema = idSchema("waste");

/** `batch_…` names the stream a batch's own events live in. */
export function batchStreamId(batchId: BatchId): string {
  return batchId;
}

/** Waste that belongs to no batch (the store room, the wash corner) is kept by day. */
export function wasteStreamId(serviceDate: string): string {
  return `waste:${serviceDate}`;
}

/** A day plan writes its batches' own streams; this names the act as a whole. */
export function dayPlanStreamId(serviceDate: string): string {
  return `day-plan:${serviceDate}`;
}
