import type { ReviewInFullRow } from "#domains/people/review-queries.ts";

/** Words of a review that stand together under one heading. */
export interface ReviewBlock {
  readonly heading: string;
  readonly text: string;
}

/** As much as the upright screen holds in its reading size, the smallest there is; a heading takes a line and two gaps. */
const PAGE_MAX_COUNT = 560;
const HEADING_COUNT = 150;

/**
 * What was written in a review, in pages that fit without scrolling; the figures have a page of their own before them.
 * Nothing is left out: a long text goes on over the next page.
 */
export function reviewPages(
  review: Pick<ReviewInFullRow, "scores" | "goals" | "summary">,
  words: { readonly criterion: (code: string) => string; readonly goals: string; readonly summary: string },
): readonly (readonly ReviewBlock[])[] {
  const blocks: ReviewBlock[] = [];
  if (review.summary !== null) blocks.push({ heading: words.summary, text: review.summary });
  for (const { criterion, note } of review.scores) {
    if (note !== null) blocks.push({ heading: words.criterion(criterion), text: note });
  }
  for (const goal of review.goals) blocks.push({ heading: words.goals, text: goal });
  return packed(blocks.flatMap(inPieces));
}

/** A text no page holds is cut between words. */
function inPieces({ heading, text }: ReviewBlock): readonly ReviewBlock[] {
  const pieces: string[] = [];
  let piece = "";
  for (const word of text.split(/\s+/)) {
    const longer = piece === "" ? word : `${piece} ${word}`;
    if (longer.length <= PAGE_MAX_COUNT - HEADING_COUNT || piece === "") {
      piece = longer;
      continue;
    }
    pieces.push(piece);
    piece = word;
  }
  return [...pieces, piece].map((part) => ({ heading, text: part }));
}

function packed(blocks: readonly ReviewBlock[]): readonly (readonly ReviewBlock[])[] {
  const pages: ReviewBlock[][] = [];
  let leftCount = 0;
  for (const block of blocks) {
    const takenCount = HEADING_COUNT + block.text.length;
    const page = pages.at(-1);
    if (page === undefined || takenCount > leftCount) {
      pages.push([block]);
      leftCount = PAGE_MAX_COUNT - takenCount;
    } else {
      page.push(block);
      leftCount -= takenCount;
    }
  }
  return pages;
}
