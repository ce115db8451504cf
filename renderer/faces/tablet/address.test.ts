import { describe, expect, it } from "vitest";
import { addressFromHash, hashFromAddress, HOME, type TabletAddress } from "./address.ts";

const batchId = `batch_${"1".repeat(32)}`;
const dishRunId = `dish_run_${"2".repeat(32)}`;

describe("the tablet's address", () => {
  const addresses: readonly TabletAddress[] = [
    HOME,
    { screen: "tasks", station: "cook", page: 0 },
    { screen: "tasks", station: "portion", page: 3 },
    { screen: "batch", batchId, dishRunId: null },
    { screen: "batch", batchId, dishRunId },
    { screen: "act", batchId, act: "release", itemId: null },
    { screen: "act", batchId, act: "core-temperature", itemId: dishRunId },
    { screen: "sample", sampleId: `sample_${"3".repeat(32)}`, act: "dispose" },
    { screen: "queue" },
    { screen: "store", act: "look", subjectId: null, itemId: null, lotId: null },
    { screen: "store", act: "issue", subjectId: "cleaning", itemId: null, lotId: null },
    {
      screen: "store",
      act: "issue",
      subjectId: batchId,
      itemId: `item_${"4".repeat(32)}`,
      lotId: `lot_${"5".repeat(32)}`,
    },
    { screen: "store", act: "discard", subjectId: null, itemId: null, lotId: `lot_${"5".repeat(32)}` },
    { screen: "store", act: "supplier", subjectId: null, itemId: null, lotId: `lot_${"5".repeat(32)}` },
    { screen: "store", act: "adjust", subjectId: null, itemId: null, lotId: null },
  ];

  it.each(addresses)("comes back the same from %j", (address) => {
    expect(addressFromHash(hashFromAddress(address))).toEqual(address);
  });

  it.each(["", "#", "#/nothing", "#/batch/x", "#secret=abc", "#/sample/x/store"])(
    "reads %j as the task list",
    (hash) => {
      expect(addressFromHash(hash)).toEqual(HOME);
    },
  );

  it("reads an act the store room does not know as its home, and drops ids that are none", () => {
    expect(addressFromHash("#/store/steal")).toEqual({ screen: "tasks", station: "receive", page: 0 });
    expect(addressFromHash("#/store/issue/<b>/x/y")).toEqual({
      screen: "store",
      act: "issue",
      subjectId: null,
      itemId: null,
      lotId: null,
    });
  });

  it("drops what it does not know of a batch's address", () => {
    expect(addressFromHash(`#/batch/${batchId}/fly`)).toEqual({ screen: "batch", batchId, dishRunId: null });
    expect(addressFromHash(`#/batch/${batchId}/core-temperature/javascript:x`)).toEqual({
      screen: "act",
      batchId,
      act: "core-temperature",
      itemId: null,
    });
  });
});
