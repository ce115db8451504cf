import { useRef, useState, type ReactNode } from "react";
import { Button } from "#renderer/ui/button.tsx";
import { PLAN_FILE_MAX_BYTES } from "#renderer/faces/manager/plan-file/grid.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

const SPREADSHEETS = ".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** A file as it was chosen; of one beyond the limit only so much that its size refuses it. */
export interface ChosenFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The button that asks for a file, and whether one is being read. Choosing the same file again reads it again. */
export function FileChoice(props: {
  /** Whether one was read already: then another is the lesser act. */
  readonly isChosen: boolean;
  /** Kinds beyond spreadsheets, as `accept` of a file field names them. */
  readonly alsoAccepts?: string;
  readonly reason?: string | null;
  readonly className?: string | undefined;
  readonly onFile: (file: ChosenFile) => Promise<void>;
  /** Acts beside the button. */
  readonly children?: ReactNode;
}) {
  const { t } = useManagerCopy();
  const [isReading, setIsReading] = useState(false);
  const fileRef = useRef<HTMLInputElement>(null);
  const read = async (file: File) => {
    setIsReading(true);
    // A file beyond the limit is not even loaded; its size alone refuses it.
    const isTooLarge = file.size > PLAN_FILE_MAX_BYTES;
    const bytes = isTooLarge ? new Uint8Array(PLAN_FILE_MAX_BYTES + 1) : new Uint8Array(await file.arrayBuffer());
    await props.onFile({ name: file.name, bytes });
    setIsReading(false);
  };
  return (
    <>
      <input
        ref={fileRef}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t("kitchen.choose-file")}
        accept={props.alsoAccepts === undefined ? SPREADSHEETS : `${SPREADSHEETS},${props.alsoAccepts}`}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // Choosing the same file again, corrected meanwhile, must read it again.
          event.currentTarget.value = "";
          if (file !== undefined) void read(file);
        }}
      />
      <div className={props.className}>
        <Button
          kind={props.isChosen ? "secondary" : "primary"}
          size="small"
          reason={props.reason ?? null}
          onPress={() => fileRef.current?.click()}
        >
          {t(props.isChosen ? "kitchen.choose-other-file" : "kitchen.choose-file")}
        </Button>
        {props.children}
      </div>
      <p role="status">{isReading ? t("kitchen.reading-file") : ""}</p>
    </>
  );
}
