import { createContext, useCallback, useContext, useState, type ReactNode } from "react";
import { useAnnounce } from "#renderer/ui/live-region.tsx";
import { UndoToast } from "#renderer/ui/toast.tsx";
import { TOAST_SHOWN_MS, UNDO_SHOWN_MS } from "#renderer/ui/tokens.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./toasts.module.css";

/** UX.md §4.2: the result of one's own lone act; alarms are never toasts. */
const TOASTS_MAX_COUNT = 3;

export interface ToastContent {
  readonly text: string;
  readonly tone?: "done" | "refused";
  readonly onUndo?: () => void;
}

interface Toast extends ToastContent {
  readonly key: number;
}

type ShowToast = (content: ToastContent) => void;
const ToastContext = createContext<ShowToast>(() => {});

export function ToastProvider(props: { readonly children: ReactNode }) {
  const { t } = useManagerCopy();
  const announce = useAnnounce();
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const show = useCallback<ShowToast>(
    (content) => {
      setToasts((shown) => {
        const key = (shown.at(-1)?.key ?? 0) + 1;
        return [...shown, { ...content, key }].slice(-TOASTS_MAX_COUNT);
      });
      announce(content.text);
    },
    [announce],
  );
  const drop = useCallback((key: number) => setToasts((shown) => shown.filter((toast) => toast.key !== key)), []);
  return (
    <ToastContext.Provider value={show}>
      {props.children}
      <div className={styles.toasts}>
        {toasts.map(({ key, text, tone, onUndo }) => (
          <UndoToast
            key={key}
            icon={tone === "refused" ? "octagon-alert" : "circle-check"}
            undoWord={t("shared.verb.undo")}
            shownMs={onUndo === undefined ? TOAST_SHOWN_MS : UNDO_SHOWN_MS}
            onUndo={
              onUndo === undefined
                ? null
                : () => {
                    drop(key);
                    onUndo();
                  }
            }
            onGone={() => drop(key)}
          >
            {text}
          </UndoToast>
        ))}
      </div>
    </ToastContext.Provider>
  );
}

export function useToast(): ShowToast {
  return useContext(ToastContext);
}
