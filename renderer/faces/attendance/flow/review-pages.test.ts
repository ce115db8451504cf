import fc from "fast-check";
import { expect, test } from "vitest";
import { reviewPages } from "./review-pages.ts";

const WORDS = { criterion: (code: string) => code, goals: "Target", summary: "Ringkasan" };
const NOTHING = { scores: [], goals: [], summary: null };

test("a review without words has no page of them", () => {
  const scores = [{ criterion: "teamwork", scorePoints: 4, note: null }];
  expect(reviewPages({ ...NOTHING, scores }, WORDS)).toEqual([]);
});

test("short words share a page, the summary first", () => {
  const scores = [{ criterion: "teamwork", scorePoints: 4, note: "Sabar" }];
  expect(reviewPages({ scores, goals: ["Higiene"], summary: "Rajin" }, WORDS)).toEqual([
    [
      { heading: "Ringkasan", text: "Rajin" },
      { heading: "teamwork", text: "Sabar" },
      { heading: "Target", text: "Higiene" },
    ],
  ]);
});

test("nothing said is lost and no page is longer than the screen", () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,18}$/), { minLength: 1, maxLength: 160 });
  fc.assert(
    fc.property(words, fc.array(words, { maxLength: 6 }), (summary, goals) => {
      const review = { scores: [], goals: goals.map((goal) => goal.join(" ")), summary: summary.join(" ") };
      const pages = reviewPages(review, WORDS);
      const said = pages.flatMap((page) => page.map(({ text }) => text)).join(" ");
      expect(said).toBe([review.summary, ...review.goals].join(" "));
      for (const page of pages) {
        const length = page.reduce((sum, { text }) => sum + text.length + 150, 0);
        expect(length).toBeLessThanOrEqual(560);
      }
    }),
  );
});
