import type { CommonRejection } from "#kernel/rejections.ts";

/** What publications refuses, beside the rejections any command may give. */
export type PublicationsRejection =
  | CommonRejection
  /** A message of a hub stream is missing before this one, or this one was received; the hub is asked from `expectedNumber`. */
  | { readonly code: "stream-gap"; readonly expectedNumber: number };
