import { useCallback, useState } from "react";
import type { FactRef } from "#renderer/client/refs.ts";
import { useRecord, type RecordOptions } from "#renderer/faces/tablet/work/use-record.ts";
import { useRefusalWordsNow } from "#renderer/faces/tablet/work/use-refusal-words-now.ts";

/** Saves what a form holds: kept, it goes on; refused at once, it says why and keeps what was typed. */
export function useFactForm(): {
  readonly refusal: string | null;
  readonly save: <Body extends object>(
    ref: FactRef<Body>,
    body: Body,
    options: RecordOptions & { readonly onKept: () => void },
  ) => Promise<void>;
} {
  const record = useRecord();
  const refusalWords = useRefusalWordsNow();
  const [refusal, setRefusal] = useState<string | null>(null);
  const save = useCallback(
    async <Body extends object>(
      ref: FactRef<Body>,
      body: Body,
      options: RecordOptions & { readonly onKept: () => void },
    ) => {
      setRefusal(null);
      const outcome = await record(ref, body, options);
      if (outcome.kind === "kept") options.onKept();
      else setRefusal(refusalWords(outcome.rejection));
    },
    [record, refusalWords],
  );
  return { refusal, save };
}
