import { Modal } from "@mantine/core";
import { createContext, useCallback, useContext, useRef, useState, type ReactNode } from "react";
import { Button } from "#renderer/ui/button.tsx";
import { usePersonOrNobody } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { NumberField } from "./number-field.tsx";
import styles from "./sign.module.css";
import { useToast } from "./toasts.tsx";
import { useOutcomeWords, type ActOutcome } from "./use-act.ts";

export interface SignRequest {
  /** The act and the thing: “Batalkan K2 SD 1–3”. */
  readonly title: string;
  /** What will be so afterwards. */
  readonly text?: string;
  /** Two: the second is a witness's, asked for by this label. */
  readonly witnessLabel?: string;
  readonly send: (signatures: readonly { readonly pin: string }[]) => Promise<ActOutcome>;
  readonly doneWords: string;
}

type Sign = (request: SignRequest) => Promise<ActOutcome | null>;
interface Pending {
  readonly request: SignRequest;
  readonly settle: (outcome: ActOutcome | null) => void;
}

const SignContext = createContext<Sign>(async () => null);

/** Asks for a personal number each time an act needs one; it is forgotten with the dialog (UX.md §3.4, “signatures ask again”). */
export function SignProvider(props: { readonly children: ReactNode }) {
  const toast = useToast();
  const [pending, setPending] = useState<Pending | null>(null);
  const sign = useCallback<Sign>((request) => new Promise((resolve) => setPending({ request, settle: resolve })), []);
  const close = (outcome: ActOutcome | null) => {
    if (pending === null) return;
    setPending(null);
    pending.settle(outcome);
    if (outcome?.kind === "accepted") toast({ text: pending.request.doneWords });
  };
  return (
    <SignContext.Provider value={sign}>
      {props.children}
      {pending === null ? null : <SignDialog request={pending.request} onClose={close} />}
    </SignContext.Provider>
  );
}

/** Resolves with the accepted answer, or null when the person turned back. A refusal stays in the dialog. */
export function useSign(): Sign {
  return useContext(SignContext);
}

function SignDialog(props: { readonly request: SignRequest; readonly onClose: (outcome: ActOutcome | null) => void }) {
  const { request, onClose } = props;
  const { t } = useManagerCopy();
  const outcomeWords = useOutcomeWords();
  const person = usePersonOrNobody();
  const [own, setOwn] = useState("");
  const [witness, setWitness] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const ownRef = useRef<HTMLInputElement>(null);
  const witnessRef = useRef<HTMLInputElement>(null);
  const isWitnessed = request.witnessLabel !== undefined;

  const send = async (pins: readonly string[]) => {
    setBusy(true);
    setTrouble(null);
    const outcome = await request.send(pins.map((pin) => ({ pin })));
    setBusy(false);
    if (outcome.kind === "accepted") return onClose(outcome);
    setTrouble(outcomeWords(outcome));
    setOwn("");
    setWitness("");
    ownRef.current?.focus();
  };
  return (
    <Modal
      opened
      onClose={() => onClose(null)}
      title={request.title}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={styles.body}>
        {request.text === undefined ? null : <p>{request.text}</p>}
        <NumberField
          inputRef={ownRef}
          isFocusedFirst
          label={t("manager.sign.own", { name: person?.name ?? "" })}
          value={own}
          onChange={setOwn}
          onFilled={(number) => {
            if (isWitnessed) witnessRef.current?.focus();
            else void send([number]);
          }}
          error={trouble}
          isBusy={isBusy}
        />
        {request.witnessLabel === undefined ? null : (
          <NumberField
            inputRef={witnessRef}
            label={request.witnessLabel}
            value={witness}
            onChange={setWitness}
            onFilled={(number) => {
              if (own.length === number.length) void send([own, number]);
              else ownRef.current?.focus();
            }}
            isBusy={isBusy}
          />
        )}
        <div className={styles.actions}>
          <Button size="small" onPress={() => onClose(null)}>
            {t("shared.verb.cancel")}
          </Button>
          <span role="status">{isBusy ? t("shared.record.sending") : ""}</span>
        </div>
      </div>
    </Modal>
  );
}
