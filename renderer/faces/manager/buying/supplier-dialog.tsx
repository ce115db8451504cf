import { Modal, MultiSelect, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { FOOD_CATEGORIES, type FoodCategory } from "#kernel/food-words.ts";
import type { SupplierRow } from "#domains/procurement/queries.ts";
import type { Certificate } from "#domains/procurement/values.ts";
import {
  CERTIFICATE_KINDS,
  SUPPLIER_KINDS,
  SUPPLIER_STATUSES,
  type SupplierKind,
  type SupplierStatus,
} from "#domains/procurement/vocabulary.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { isDateEntered } from "#renderer/copy/typed-date.ts";
import { addSupplierRef, changeSupplierRef } from "#renderer/domains/procurement/procurement-refs.ts";
import { DateField } from "#renderer/faces/manager/act/date-field.tsx";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import styles from "./buying.module.css";

interface TypedSupplier {
  readonly name: string;
  readonly kind: SupplierKind;
  readonly status: SupplierStatus;
  readonly itemCategories: readonly FoodCategory[];
  readonly certificates: readonly Certificate[];
  readonly reason: string;
}

/** Adds a supplier, or changes one. A change of standing says why. */
export function SupplierDialog(props: { readonly supplier: SupplierRow | null; readonly onClose: () => void }) {
  const { supplier, onClose } = props;
  const { t } = useManagerCopy();
  const outcomeWords = useOutcomeWords();
  const toast = useToast();
  const send = useSend(supplier);
  const [typed, setTyped] = useState<TypedSupplier>(() => ({
    name: supplier?.name ?? "",
    kind: supplier?.kind ?? "local",
    status: supplier?.status ?? "active",
    itemCategories: supplier?.itemCategories ?? [],
    certificates: supplier?.certificates ?? [],
    reason: "",
  }));
  const [trouble, setTrouble] = useState<string | null>(null);
  const change = (more: Partial<TypedSupplier>) => setTyped((known) => ({ ...known, ...more }));
  const isMoved = supplier !== null && typed.status !== supplier.status;
  const reason =
    (typed.name.trim() === "" ? t("buying.suppliers.name-needed") : null) ??
    (isMoved && typed.reason.trim() === "" ? t("buying.suppliers.reason-needed") : null);
  const save = async () => {
    const outcome = await send(typed, isMoved);
    setTrouble(outcomeWords(outcome));
    if (outcome.kind !== "accepted") return;
    toast({ text: t("buying.suppliers.saved", { name: typed.name.trim() }) });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={supplier === null ? t("buying.suppliers.add") : t("buying.suppliers.change-of", { name: supplier.name })}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <Fields typed={typed} isNew={supplier === null} isMoved={isMoved} onChange={change} />
        <Certificates certificates={typed.certificates} onChange={(certificates) => change({ certificates })} />
        {trouble === null ? null : (
          <p role="alert" className={dialog.trouble}>
            {trouble}
          </p>
        )}
        <div className={dialog.actions}>
          <Button kind="primary" size="small" reason={reason} onPress={() => void save()}>
            {t("shared.verb.save")}
          </Button>
          <Button size="small" onPress={onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function useSend(supplier: SupplierRow | null) {
  const { makeId } = useCommand();
  const { grant } = useAct();
  return (typed: TypedSupplier, isMoved: boolean) => {
    const fields = {
      name: typed.name.trim(),
      kind: typed.kind,
      itemCategories: [...typed.itemCategories],
      certificates: [...typed.certificates],
    };
    if (supplier === null) return grant(addSupplierRef, { supplierId: makeId("supplier"), ...fields });
    return grant(changeSupplierRef, {
      supplierId: supplier.supplierId,
      fields: { ...fields, ...(isMoved && { status: typed.status }) },
      ...(isMoved && { reason: typed.reason.trim() }),
    });
  };
}

function Fields(props: {
  readonly typed: TypedSupplier;
  readonly isNew: boolean;
  readonly isMoved: boolean;
  readonly onChange: (more: Partial<TypedSupplier>) => void;
}) {
  const { typed, onChange } = props;
  const { t } = useManagerCopy();
  return (
    <>
      <TextInput
        data-autofocus
        label={t("buying.suppliers.name")}
        maxLength={80}
        value={typed.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("buying.suppliers.kind")}
        value={typed.kind}
        data={SUPPLIER_KINDS.map((value) => ({ value, label: t(`buying.kind.${value}`) }))}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onChange({ kind: SUPPLIER_KINDS.find((candidate) => candidate === value) ?? "local" });
        }}
      />
      <MultiSelect
        label={t("buying.suppliers.categories")}
        data={FOOD_CATEGORIES.map((value) => ({ value, label: t(`buying.category.${value}`) }))}
        value={[...typed.itemCategories]}
        onChange={(values) =>
          onChange({ itemCategories: FOOD_CATEGORIES.filter((category) => values.includes(category)) })
        }
      />
      {props.isNew ? null : (
        <NativeSelect
          label={t("buying.suppliers.status")}
          value={typed.status}
          data={SUPPLIER_STATUSES.map((value) => ({ value, label: t(`buying.supplier-status.${value}`) }))}
          onChange={(event) => {
            const { value } = event.currentTarget;
            onChange({ status: SUPPLIER_STATUSES.find((candidate) => candidate === value) ?? "active" });
          }}
        />
      )}
      {props.isMoved ? (
        <TextInput
          label={t("buying.suppliers.reason")}
          maxLength={200}
          value={typed.reason}
          onChange={(event) => onChange({ reason: event.currentTarget.value })}
        />
      ) : null}
    </>
  );
}

function Certificates(props: {
  readonly certificates: readonly Certificate[];
  readonly onChange: (certificates: readonly Certificate[]) => void;
}) {
  const { certificates, onChange } = props;
  const { t } = useManagerCopy();
  const [kind, setKind] = useState<Certificate["certificateKind"]>("halal");
  const [number, setNumber] = useState("");
  const [until, setUntil] = useState("");
  const isEnded = until === "" || isDateEntered(until);
  const add = () => {
    const made: Certificate = {
      certificateKind: kind,
      ...(number.trim() === "" ? {} : { certificateNumber: number.trim() }),
      expiresOnDate: until === "" ? null : until,
    };
    onChange([...certificates, made]);
    setNumber("");
    setUntil("");
  };
  return (
    <fieldset className={styles.stack}>
      <legend>{t("buying.suppliers.certificates")}</legend>
      <ul className={styles.plainList}>
        {certificates.map((certificate, index) => (
          <CertificateLine
            key={`${String(index)}-${certificate.certificateKind}`}
            certificate={certificate}
            onRemove={() => onChange(certificates.filter((_, other) => other !== index))}
          />
        ))}
      </ul>
      <div className={styles.line}>
        <NativeSelect
          label={t("buying.certificate.kind")}
          value={kind}
          data={CERTIFICATE_KINDS.map((value) => ({ value, label: t(`buying.certificate.${value}`) }))}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setKind(CERTIFICATE_KINDS.find((candidate) => candidate === value) ?? "other");
          }}
        />
        <TextInput
          label={t("buying.certificate.number")}
          maxLength={60}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <DateField
          label={t("buying.certificate.until")}
          hint={t("buying.certificate.no-end")}
          value={until}
          onChange={setUntil}
        />
      </div>
      <Button size="small" icon="plus" reason={isEnded ? null : t("manager.date.wrong")} onPress={add}>
        {t("buying.certificate.add")}
      </Button>
    </fieldset>
  );
}

function CertificateLine(props: { readonly certificate: Certificate; readonly onRemove: () => void }) {
  const { certificateKind, certificateNumber, expiresOnDate } = props.certificate;
  const { t } = useManagerCopy();
  const kind = t(`buying.certificate.${certificateKind}`);
  return (
    <li>
      <span>{[kind, certificateNumber, expiresOnDate].filter((part) => (part ?? "") !== "").join(" · ")}</span>
      <Button
        size="small"
        kind="quiet"
        icon="x"
        label={t("buying.certificate.remove-of", { kind })}
        onPress={props.onRemove}
      >
        {t("buying.line.remove")}
      </Button>
    </li>
  );
}
