import { useEffect, useEffectEvent, useState } from "react";
import type { PanelView } from "#contract/shell-api.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { Keypad, keypadKeyFromCode, type KeypadKey } from "#renderer/ui/keypad.tsx";
import { Diagnostics, type Act } from "./diagnostics.tsx";
import styles from "./panel-page.module.css";
import { usePanelCopy } from "./words.ts";

const PIN_DIGITS_COUNT = 6;
type ExitView = Extract<PanelView, { readonly kind: "exit" }>;

/** The way out of the kiosk: a first PIN, the PIN, then what can be done. */
export function ExitPage(props: { readonly view: ExitView; readonly act: Act }) {
  const { view, act } = props;
  const [recoveryCode, setRecoveryCode] = useState<string | null>(null);
  const [isChoosing, setChoosing] = useState(false);
  const [isForgotten, setForgotten] = useState(false);
  if (recoveryCode !== null) return <RecoveryCode code={recoveryCode} onKept={() => setRecoveryCode(null)} />;
  if (view.stage === "choose-pin" || isChoosing) {
    const chosen = (code: string) => {
      setChoosing(false);
      setRecoveryCode(code);
    };
    return (
      <ChoosePin
        act={act}
        onChosen={chosen}
        onLeave={() => (isChoosing ? setChoosing(false) : void act({ act: "close" }))}
      />
    );
  }
  if (view.stage === "menu") return <Menu act={act} onNewPin={() => setChoosing(true)} />;
  if (isForgotten) return <ForgottenPin act={act} onBack={() => setForgotten(false)} />;
  return <AskPin act={act} lockedForMs={view.lockedForMs} onForgotten={() => setForgotten(true)} />;
}

function AskPin(props: { readonly act: Act; readonly lockedForMs: number; readonly onForgotten: () => void }) {
  const { t } = usePanelCopy();
  const units = useUnits();
  const [lockedForMs, setLockedForMs] = useState(props.lockedForMs);
  const [isWrong, setWrong] = useState(false);
  useEffect(() => {
    if (lockedForMs <= 0) return undefined;
    const timer = setTimeout(() => setLockedForMs(0), lockedForMs);
    return () => clearTimeout(timer);
  }, [lockedForMs]);
  const tryPin = async (secret: string) => {
    const answer = await props.act({ act: "unlock", secret });
    setWrong(answer.kind === "refused");
    if (answer.kind === "refused") setLockedForMs(answer.lockedForMs);
  };
  const locked = lockedForMs > 0 ? t("panel.exit.locked", { wait: units.duration(lockedForMs) }) : null;
  return (
    <PinPad
      title={t("panel.exit.pin")}
      hint={t("panel.exit.pin-hint")}
      problem={locked ?? (isWrong ? t("panel.exit.wrong") : null)}
      isOff={lockedForMs > 0}
      onPin={(pin) => void tryPin(pin)}
    >
      <Button size="large" onPress={props.onForgotten}>
        {t("panel.exit.forgot")}
      </Button>
      <Button size="large" kind="quiet" onPress={() => void props.act({ act: "close" })}>
        {t("panel.close")}
      </Button>
    </PinPad>
  );
}

function ChoosePin(props: {
  readonly act: Act;
  readonly onChosen: (recoveryCode: string) => void;
  readonly onLeave: () => void;
}) {
  const { t } = usePanelCopy();
  const [first, setFirst] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (pin: string) => {
    if (first === null) {
      setFirst(pin);
      setProblem(null);
      return;
    }
    setFirst(null);
    if (first !== pin) {
      setProblem(t("panel.exit.differs"));
      return;
    }
    const answer = await props.act({ act: "choose-pin", pin });
    if (answer.kind === "recovery-code") props.onChosen(answer.code);
    else setProblem(t("panel.refused"));
  };
  return (
    <PinPad
      title={first === null ? t("panel.exit.choose") : t("panel.exit.choose-again")}
      hint={t("panel.exit.choose-hint")}
      problem={problem}
      isOff={false}
      onPin={(pin) => void take(pin)}
    >
      <Button size="large" kind="quiet" onPress={props.onLeave}>
        {t("panel.close")}
      </Button>
    </PinPad>
  );
}

/** Six digits by touch or by key; the sixth sends. What was typed is shown as dots. */
function PinPad(props: {
  readonly title: string;
  readonly hint: string;
  readonly problem: string | null;
  readonly isOff: boolean;
  readonly onPin: (pin: string) => void;
  readonly children: React.ReactNode;
}) {
  const { t } = usePanelCopy();
  const [pin, setPin] = useState("");
  const press = (key: KeypadKey) => {
    if (props.isOff || key === "decimal") return;
    const next = key === "clear" ? "" : key === "backspace" ? pin.slice(0, -1) : pin + key;
    setPin(next.length === PIN_DIGITS_COUNT ? "" : next);
    if (next.length === PIN_DIGITS_COUNT) props.onPin(next);
  };
  const onHardwareKey = useEffectEvent((code: string) => {
    const key = keypadKeyFromCode(code);
    if (key !== null) press(key);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onHardwareKey(event.code);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
  return (
    <main className={styles.page} id="content">
      <div className={styles.pin}>
        <h1>{props.title}</h1>
        <output className={styles.dots} aria-label={t("panel.exit.typed", { count: pin.length })}>
          {Array.from({ length: PIN_DIGITS_COUNT }, (_, index) => (
            <span key={index} className={index < pin.length ? styles.dotFilled : styles.dot} />
          ))}
        </output>
        <p role="status" className={props.problem === null ? styles.hint : styles.problem}>
          {props.problem ?? props.hint}
        </p>
        <Keypad
          onKey={press}
          isOff={props.isOff}
          words={{
            keypad: t("shared.keypad.label"),
            clear: t("shared.keypad.clear"),
            backspace: t("shared.keypad.backspace"),
            decimal: t("shared.keypad.decimal"),
          }}
        />
        <div className={styles.acts}>{props.children}</div>
      </div>
    </main>
  );
}

function ForgottenPin(props: { readonly act: Act; readonly onBack: () => void }) {
  const { t } = usePanelCopy();
  const units = useUnits();
  const [problem, setProblem] = useState<string | null>(null);
  const [code, setCode] = useState("");
  const use = async () => {
    const answer = await props.act({ act: "unlock", secret: code });
    if (answer.kind !== "refused") return;
    const isLocked = answer.lockedForMs > 0;
    setProblem(isLocked ? t("panel.exit.locked", { wait: units.duration(answer.lockedForMs) }) : t("panel.exit.wrong"));
  };
  return (
    <main className={styles.page} id="content">
      <form
        className={styles.card}
        onSubmit={(event) => {
          event.preventDefault();
          void use();
        }}
      >
        <h1>
          <label htmlFor="recovery-code">{t("panel.exit.recovery-code")}</label>
        </h1>
        <input
          id="recovery-code"
          className={styles.codeField}
          value={code}
          maxLength={20}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <p role="status" className={problem === null ? styles.hint : styles.problem}>
          {problem ?? t("panel.exit.recovery-hint")}
        </p>
        <div className={styles.acts}>
          <Button kind="primary" size="large" onPress={() => void use()}>
            {t("panel.exit.use")}
          </Button>
          <Button size="large" kind="quiet" onPress={props.onBack}>
            {t("panel.exit.pin")}
          </Button>
        </div>
      </form>
    </main>
  );
}

function RecoveryCode(props: { readonly code: string; readonly onKept: () => void }) {
  const { t } = usePanelCopy();
  return (
    <main className={styles.page} id="content">
      <div className={styles.card}>
        <h1>{t("panel.exit.code-title")}</h1>
        <output className={styles.code}>{props.code}</output>
        <p>{t("panel.exit.code-then")}</p>
        <div className={styles.acts}>
          <Button kind="primary" size="large" icon="check" onPress={props.onKept}>
            {t("panel.exit.code-kept")}
          </Button>
        </div>
      </div>
    </main>
  );
}

const MENU_ACTS = ["console", "screens", "restart", "quit"] as const;

function Menu(props: { readonly act: Act; readonly onNewPin: () => void }) {
  const { t } = usePanelCopy();
  return (
    <main className={styles.page} id="content">
      <div className={styles.card}>
        <h1>{t("panel.menu.title")}</h1>
        <div className={styles.menu}>
          {MENU_ACTS.map((act) => (
            <Button key={act} size="large" onPress={() => void props.act({ act })}>
              {t(`panel.menu.${act}`)}
            </Button>
          ))}
          <Button size="large" onPress={props.onNewPin}>
            {t("panel.menu.new-pin")}
          </Button>
          <Diagnostics act={props.act} />
          <Button size="large" kind="primary" onPress={() => void props.act({ act: "close" })}>
            {t("panel.close")}
          </Button>
        </div>
      </div>
    </main>
  );
}
