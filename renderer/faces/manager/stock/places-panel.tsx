import { Modal, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import type { StoragePlaceRow } from "#domains/inventory/queries.ts";
import type { StorageKind } from "#kernel/food-words.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { defineStoragePlaceRef, storagePlacesRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useAct, useLoneAct } from "#renderer/faces/manager/act/use-act.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { KINDS } from "./item-fields.ts";

const NAME_MAX_COUNT = 40;

/** Where things lie: dry store, chiller, freezer; a count is made of one place at a time. */
export function PlacesPanel() {
  const { t } = useManagerCopy();
  const units = useUnits();
  const whyNot = useWhyNotPermitted();
  const { rows, status } = useLiveQuery(storagePlacesRef, {});
  const [opened, setOpened] = useState<StoragePlaceRow | "new" | null>(null);
  const reason = whyNot("stock.setup");
  const columns: ReadonlyArray<DataColumn<StoragePlaceRow>> = [
    { id: "name", header: t("stock.column.place"), value: (row) => row.name },
    { id: "kind", header: t("stock.item.kind"), value: (row) => t(`stock.kind.${row.storageKind}`) },
    {
      id: "lots",
      header: t("stock.lots"),
      value: (row) => row.lotCount,
      cell: (row) => units.count(row.lotCount),
      isFigure: true,
    },
    {
      id: "state",
      header: t("stock.column.state"),
      value: (row) => (row.openCountId === null ? "" : t(row.isFrozen ? "stock.place.frozen" : "stock.place.counted")),
    },
  ];
  return (
    <Panel
      title={t("stock.tab.tempat")}
      actions={
        <Button kind="primary" size="small" icon="plus" reason={reason} onPress={() => setOpened("new")}>
          {t("stock.place.add")}
        </Button>
      }
    >
      <DataTable
        caption={t("stock.tab.tempat")}
        isCaptionHidden
        report="tempat-simpan"
        source={{ table: "storage-places" }}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.storagePlaceId}
        emptyText={t(status === "loading" ? "shared.loading" : "stock.place.none")}
        actions={{
          header: t("kitchen.column.act"),
          cell: (row) => (
            <Button
              size="small"
              label={t("stock.place.change-of", { place: row.name })}
              reason={reason}
              onPress={() => setOpened(row)}
            >
              {t("stock.place.change")}
            </Button>
          ),
        }}
      />
      {opened === null ? null : (
        <PlaceDialog place={opened === "new" ? null : opened} onClose={() => setOpened(null)} />
      )}
    </Panel>
  );
}

function PlaceDialog(props: { readonly place: StoragePlaceRow | null; readonly onClose: () => void }) {
  const { place } = props;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const { makeId } = useCommand();
  const { run } = useLoneAct();
  const [name, setName] = useState(place?.name ?? "");
  const [storageKind, setKind] = useState<StorageKind>(place?.storageKind ?? "dry");
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={place === null ? t("stock.place.add") : t("stock.place.change-of", { place: place.name })}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <TextInput
          data-autofocus
          label={t("stock.place.name")}
          maxLength={NAME_MAX_COUNT}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("stock.item.kind")}
          value={storageKind}
          data={KINDS.map((value) => ({ value, label: t(`stock.kind.${value}`) }))}
          onChange={(event) => setKind(KINDS.find((kind) => kind === event.currentTarget.value) ?? "dry")}
        />
        <div className={dialog.actions}>
          <Button
            kind="primary"
            size="small"
            reason={name.trim() === "" ? t("stock.place.name-needed") : null}
            onPress={() => {
              const storagePlaceId = place?.storagePlaceId ?? makeId("storage_place");
              run(
                () => grant(defineStoragePlaceRef, { storagePlaceId, name: name.trim(), storageKind }),
                t("stock.place.saved", { place: name.trim() }),
              );
              props.onClose();
            }}
          >
            {t("shared.verb.save")}
          </Button>
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
