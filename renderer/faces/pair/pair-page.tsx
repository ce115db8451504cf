import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import type { Face } from "#kernel/access.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { usePreferences } from "#renderer/ui/device-preferences.tsx";
import { Icon } from "#renderer/ui/icon.tsx";
import { useAnnounce } from "#renderer/ui/live-region.tsx";
import { pairedFace } from "./browser-pairing.ts";
import styles from "./pair-page.module.css";
import type { PairRefusal, PairState } from "./pair-flow.ts";
import { usePairCopy } from "./words.ts";

const NAME_MAX_COUNT = 40;
const CODE_MAX_COUNT = 16;
/** Long enough to be read; then the device goes to its face by itself. */
const OPEN_AFTER_MS = 1_500;

export function PairPage(props: {
  readonly state: PairState;
  readonly secret: string | null;
  readonly onRequest: (secret: string, name: string) => void;
  readonly onStartOver: () => void;
}) {
  const { state } = props;
  const { t } = usePairCopy();
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <span className={styles.brand}>{t("shared.brand")}</span>
        <Looks />
      </header>
      <main className={styles.card} id="content">
        {state.kind === "form" || state.kind === "sending" ? <PairForm {...props} /> : null}
        {state.kind === "waiting" ? <Waiting state={state} onStartOver={props.onStartOver} /> : null}
        {state.kind === "paired" ? <Paired state={state} /> : null}
        {state.kind === "ended" ? <Ended reason={state.reason} onStartOver={props.onStartOver} /> : null}
      </main>
    </div>
  );
}

function Looks() {
  const { t } = usePairCopy();
  const { language, theme, setLanguage, setTheme } = usePreferences();
  return (
    <div className={styles.looks}>
      <Button size="small" onPress={() => setLanguage(language === "id" ? "en" : "id")}>
        {language === "id" ? t("shared.language.english") : t("shared.language.indonesian")}
      </Button>
      <Button size="small" onPress={() => setTheme(theme === "dark" ? "light" : "dark")}>
        {theme === "dark" ? t("shared.theme.light") : t("shared.theme.dark")}
      </Button>
    </div>
  );
}

function PairForm(props: {
  readonly state: PairState;
  readonly secret: string | null;
  readonly onRequest: (secret: string, name: string) => void;
}) {
  const { t } = usePairCopy();
  const [isTyped, setTyped] = useState(props.secret === null);
  const [code, setCode] = useState("");
  const [name, setName] = useState("");
  const [problems, setProblems] = useState<{ readonly code: string | null; readonly name: string | null }>({
    code: null,
    name: null,
  });
  const refusal = props.state.kind === "form" ? props.state.refusal : null;
  const refusalWords = useRefusalWords();
  const known = pairedFace();
  const secret = isTyped || props.secret === null ? code.replaceAll(/[\s-]/g, "").toUpperCase() : props.secret;
  const send = () => {
    const found = {
      code: secret === "" ? t("pair.code-required") : null,
      name: name.trim() === "" ? t("pair.name-required") : null,
    };
    setProblems(found);
    if (found.code === null && found.name === null) props.onRequest(secret, name.trim());
    else requestAnimationFrame(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <h1>{t("pair.title")}</h1>
      {known === null ? null : <KnownDevice face={known} />}
      {isTyped ? (
        <Field
          label={t("pair.code")}
          hint={t("pair.code-hint")}
          problem={problems.code}
          value={code}
          maxLength={CODE_MAX_COUNT}
          isCode
          onChange={setCode}
        />
      ) : (
        <p className={styles.scanned}>
          <Icon name="circle-check" />
          <span>{t("pair.code-scanned")}</span>
          <Button size="small" kind="quiet" onPress={() => setTyped(true)}>
            {t("pair.code-type-instead")}
          </Button>
        </p>
      )}
      <Field
        label={t("pair.name")}
        hint={t("pair.name-hint")}
        problem={problems.name}
        value={name}
        maxLength={NAME_MAX_COUNT}
        onChange={setName}
      />
      {refusal === null ? null : (
        <p role="alert" className={styles.refusal}>
          <Icon name="octagon-alert" />
          <span>{refusalWords(refusal)}</span>
        </p>
      )}
      <button type="submit" className={styles.submit} aria-busy={props.state.kind === "sending"}>
        {props.state.kind === "sending" ? t("pair.sending") : t("pair.send")}
      </button>
      <p className={styles.hint}>{t("pair.where")}</p>
      {location.protocol === "http:" ? <p className={styles.hint}>{t("pair.view-only")}</p> : null}
    </form>
  );
}

function Field(props: {
  readonly label: string;
  readonly hint: string;
  readonly problem: string | null;
  readonly value: string;
  readonly maxLength: number;
  readonly isCode?: boolean;
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        className={props.isCode === true ? styles.code : undefined}
        value={props.value}
        maxLength={props.maxLength}
        autoComplete="off"
        autoCapitalize={props.isCode === true ? "characters" : "words"}
        spellCheck={false}
        aria-invalid={props.problem !== null}
        aria-describedby={`${id}-hint`}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
      <span id={`${id}-hint`} className={props.problem === null ? styles.hint : styles.problem}>
        {props.problem ?? props.hint}
      </span>
    </div>
  );
}

function KnownDevice(props: { readonly face: Face }) {
  const { t } = usePairCopy();
  const face = t(`pair.face.${props.face}`);
  return (
    <p className={styles.known}>
      {t("pair.already", { face })} <a href={`/${props.face}`}>{t("pair.open", { face })}</a>
      <br />
      {t("pair.already-again")}
    </p>
  );
}

/** The kitchen's refusal in words, with how often or how long. */
function useRefusalWords(): (refusal: PairRefusal) => string {
  const { t, find } = usePairCopy();
  const units = useUnits();
  return ({ code, data }) => {
    const { triesLeftCount, maxCount, retryAfterMs } = data;
    const count = typeof triesLeftCount === "number" ? triesLeftCount : typeof maxCount === "number" ? maxCount : "–";
    const wait = typeof retryAfterMs === "number" ? units.duration(retryAfterMs) : "–";
    return find(`pair.refused.${code}`, { count, wait }) ?? t("pair.refused.other", { code });
  };
}

function Waiting(props: {
  readonly state: Extract<PairState, { readonly kind: "waiting" }>;
  readonly onStartOver: () => void;
}) {
  const { state } = props;
  const { t } = usePairCopy();
  const announce = useAnnounce();
  const { matchCode } = state;
  useEffect(() => {
    announce(`${t("pair.waiting")}: ${matchCode.split("").join(" ")}`);
  }, [announce, matchCode, t]);
  return (
    <Screen title={t("pair.waiting")}>
      <output className={styles.match} aria-label={t("pair.number")}>
        {matchCode}
      </output>
      <p>{t("pair.waiting-then")}</p>
      <p role="status" className={styles.away}>
        {state.isKitchenAway ? t("pair.waiting-away") : ""}
      </p>
      <Button onPress={props.onStartOver}>{t("pair.start-over")}</Button>
    </Screen>
  );
}

function Paired(props: { readonly state: Extract<PairState, { readonly kind: "paired" }> }) {
  const { state } = props;
  const { t } = usePairCopy();
  const face = t(`pair.face.${state.face}`);
  const address = `/${state.face}`;
  useEffect(() => {
    const timer = setTimeout(() => location.assign(address), OPEN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [address]);
  return (
    <Screen
      title={
        state.station === null
          ? t("pair.paired", { face })
          : t("pair.paired-station", { face, station: t(`shared.station.${state.station}`) })
      }
    >
      <p role="status">{t("pair.opening", { face })}</p>
      <p>
        <a href={address}>{t("pair.open", { face })}</a>
      </p>
    </Screen>
  );
}

function Ended(props: { readonly reason: "rejected" | "expired"; readonly onStartOver: () => void }) {
  const { t } = usePairCopy();
  return (
    <Screen title={t(`pair.${props.reason}`)}>
      <p role="alert">{t(`pair.${props.reason}-then`)}</p>
      <Button kind="primary" onPress={props.onStartOver}>
        {t("pair.start-over")}
      </Button>
    </Screen>
  );
}

/** One thing said large; the heading takes the focus, so it is read out. */
function Screen(props: { readonly title: string; readonly children: ReactNode }) {
  const headingRef = useRef<HTMLHeadingElement>(null);
  useEffect(() => headingRef.current?.focus(), [props.title]);
  return (
    <div className={styles.form}>
      <h1 ref={headingRef} tabIndex={-1}>
        {props.title}
      </h1>
      {props.children}
    </div>
  );
}
