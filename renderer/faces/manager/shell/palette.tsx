import { Modal, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useId, useState } from "react";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { productionBoardRef } from "#renderer/domains/production/production-refs.ts";
import { usePreferences } from "#renderer/ui/device-preferences.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { PAGES } from "./pages.ts";
import { foundEntries, type PaletteEntry } from "./palette-model.ts";
import styles from "./palette.module.css";
import { useServiceDay } from "./service-day.tsx";

/** `Ctrl+K`: pages, kloter of the day, choices of this device. A combobox by the ARIA pattern: the field keeps the focus. */
export function Palette(props: { readonly onClose: () => void; readonly onHelp: () => void }) {
  const { t } = useManagerCopy();
  const listId = useId();
  const [query, setQuery] = useState("");
  const [index, setIndex] = useState(0);
  const found = foundEntries(usePaletteEntries(props.onHelp), query);
  const chosenIndex = Math.min(index, Math.max(0, found.length - 1));
  const choose = (entry: PaletteEntry | undefined) => {
    if (entry === undefined) return;
    props.onClose();
    entry.run();
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("manager.palette.title")}
      centered={false}
      size="lg"
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <TextInput
        data-autofocus
        // The trap focuses a moment later: a fast hand's first letters would be lost.
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={found.length === 0 ? undefined : `${listId}-${chosenIndex}`}
        aria-label={t("manager.palette.title")}
        placeholder={t("manager.palette.hint")}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setIndex(0);
        }}
        onKeyDown={(event) => {
          const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
          if (step !== 0) {
            event.preventDefault();
            setIndex((chosenIndex + step + found.length) % Math.max(1, found.length));
          }
          if (event.key === "Enter") choose(found[chosenIndex]);
        }}
      />
      <ul className={styles.list} role="listbox" id={listId} aria-label={t("manager.palette.title")}>
        {found.map((entry, place) => (
          <li
            key={entry.id}
            id={`${listId}-${place}`}
            role="option"
            aria-selected={place === chosenIndex}
            className={styles.option}
            onClick={() => choose(entry)}
          >
            <span>{entry.label}</span>
            <span className={styles.group}>{entry.group}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p role="status">{t("manager.palette.none")}</p> : null}
    </Modal>
  );
}

function usePaletteEntries(onHelp: () => void): readonly PaletteEntry[] {
  const { t } = useManagerCopy();
  const navigate = useNavigate();
  const { serviceDate } = useServiceDay();
  const { language, theme, setLanguage, setTheme } = usePreferences();
  const { rows } = useLiveQuery(productionBoardRef, { serviceDate });
  const pages = PAGES.filter((page) => page.isOpen).map((page) => ({
    id: `page-${page.id}`,
    group: t("manager.palette.pages"),
    label: t(`manager.nav.${page.id}`),
    keywords: page.path,
    run: () => void navigate({ to: page.path }),
  }));
  const batches = rows.map((batch) => ({
    id: batch.batchId,
    group: t("manager.palette.batches"),
    label: `K${batch.kloterNumber} ${batch.label}`,
    keywords: `${batch.batchCode} ${batch.dishRuns.map((run) => run.dishName).join(" ")}`,
    run: () => void navigate({ to: "/dapur/kloter/$batchId", params: { batchId: batch.batchId } }),
  }));
  const acts = [
    {
      id: "plan",
      label: t("manager.palette.plan"),
      run: () => void navigate({ to: "/dapur/rencana", search: { hari: undefined } }),
    },
    {
      id: "close-day",
      label: t("day.open-page"),
      run: () => void navigate({ to: "/dapur/tutup", search: { hari: undefined } }),
    },
    { id: "import", label: t("manager.palette.import"), run: () => void navigate({ to: "/dapur/impor" }) },
    {
      id: "language",
      label: language === "id" ? t("shared.language.english") : t("shared.language.indonesian"),
      run: () => setLanguage(language === "id" ? "en" : "id"),
    },
    {
      id: "theme",
      label: theme === "dark" ? t("shared.choice.light") : t("shared.choice.dark"),
      run: () => setTheme(theme === "dark" ? "light" : "dark"),
    },
    { id: "help", label: t("manager.help.title"), run: onHelp },
  ].map((act) => ({ ...act, group: t("manager.palette.acts"), keywords: "" }));
  return [...pages, ...batches, ...acts];
}
