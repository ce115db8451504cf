import { useState, type ReactNode } from "react";
import type { Station } from "#kernel/access.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { pageOf } from "#renderer/domains/production/task-rows.ts";
import { ActScreen } from "#renderer/faces/tablet/acts/act-screen.tsx";
import { TextEntry } from "#renderer/faces/tablet/acts/text-entry.tsx";
import type { ZoneAction } from "#renderer/faces/tablet/frame/frame.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import styles from "./store.module.css";

/** 3 columns × 4 rows of 88 px tiles. */
const TILES_COUNT = 12;

export interface PickableItem {
  readonly itemId: string;
  readonly name: string;
  readonly detail?: ReactNode;
  readonly reason?: string | null;
}

/** Every item as a tile, by name; “Cari” narrows them. A scanner's label is heard by the screen around. */
export function ItemPicker(props: {
  readonly station: Station;
  readonly title: string;
  readonly subject: string;
  readonly items: readonly PickableItem[];
  readonly isLoading: boolean;
  readonly note?: string | null;
  readonly onPick: (itemId: string) => void;
  readonly secondary: ZoneAction;
}) {
  const copy = useTabletCopy();
  const [search, setSearch] = useState("");
  const [isSearching, setSearching] = useState(false);
  const [turned, setTurned] = useState(0);
  const wanted = plain(search);
  const matching = props.items
    .filter(({ name }) => plain(name).includes(wanted))
    .toSorted((left, right) => left.name.localeCompare(right.name, "id"));
  const { items, page, pageCount } = pageOf(matching, turned, TILES_COUNT - 1);
  if (isSearching) {
    return (
      <TextEntry
        station={props.station}
        title={copy.t("store.pick.search")}
        subject={props.subject}
        text={search}
        onText={setSearch}
        doneWord={copy.t("store.pick.show", { count: matching.length })}
        reason={matching.length === 0 ? copy.t("store.pick.none-found") : null}
        onDone={() => {
          setTurned(0);
          setSearching(false);
        }}
        onBack={() => {
          setSearch("");
          setSearching(false);
        }}
      />
    );
  }
  return (
    <ActScreen
      station={props.station}
      title={props.title}
      subject={props.subject}
      layout="whole"
      facts={props.note === null || props.note === undefined ? undefined : <p>{props.note}</p>}
      primary={
        pageCount < 2
          ? null
          : {
              label: copy.t("tablet.task.next-page"),
              detail: copy.t("tablet.task.page", { page: page + 1, count: pageCount }),
              icon: "arrow-right",
              kind: "secondary",
              onPress: () => setTurned((page + 1) % pageCount),
            }
      }
      secondary={props.secondary}
    >
      <div className={styles["grid"]}>
        <Tile
          icon="search"
          label={copy.t("store.pick.search")}
          detail={search === "" ? copy.t("store.pick.all", { count: props.items.length }) : `“${search}”`}
          onPress={() => setSearching(true)}
        />
        {items.map((item) => (
          <Tile
            key={item.itemId}
            label={item.name}
            reason={item.reason ?? null}
            {...(item.detail === undefined ? {} : { detail: item.detail })}
            onPress={() => props.onPick(item.itemId)}
          />
        ))}
      </div>
      {props.items.length === 0 ? (
        <p className={styles["empty"]}>{copy.t(props.isLoading ? "shared.loading" : "store.pick.none")}</p>
      ) : null}
    </ActScreen>
  );
}

function plain(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").trim().toLowerCase();
}
