import { Select, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { encode } from "uqr";
import type { Face, Station } from "#kernel/access.ts";
import type { RowOf } from "#kernel/definition.ts";
import type { RevealAnswer } from "#contract/pairing.ts";
import type { pairingRequestsQuery } from "#domains/devices/queries.ts";
import { stationNeedOf } from "#domains/devices/rules.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import {
  approvePairingRef,
  closePairingWindowRef,
  openPairingWindowRef,
  pairingRequestsRef,
  rejectPairingRef,
} from "#renderer/domains/devices/devices-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct, useLoneAct } from "#renderer/faces/manager/act/use-act.ts";
import { fetchRevealed } from "#renderer/faces/manager/people/reveal.ts";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { DEVICE_NAME_MAX_COUNT, NO_STATION, STATIONS } from "./assign-dialog.tsx";
import styles from "./devices.module.css";
import { pairAddresses } from "./pair-address.ts";

type PairingRequest = RowOf<typeof pairingRequestsQuery>;
/** The quiet zone a reader needs around the code, in modules (ISO/IEC 18004). */
const QR_QUIET_COUNT = 4;
type OpenWindow = Extract<RevealAnswer, { readonly kind: "pairing" }>;
/** Faces a device from outside may be given. */
const FACES: readonly Face[] = ["tablet", "wall", "attendance", "manager"];

/** “Pasangkan”: a QR and a typed code for five minutes, then a number both screens show (UX.md §3.6). */
export function PairingPanel() {
  const { t } = useManagerCopy();
  const kitchen = useKitchen();
  const { makeId } = useCommand();
  const { grant } = useAct();
  const sign = useSign();
  const whyNot = useWhyNotPermitted();
  const person = usePersonOrNobody();
  const { nowMs } = useKitchenTime(1_000);
  const [opened, setOpened] = useState<OpenWindow | null>(null);
  const [isLost, setLost] = useState(false);
  const requests = useLiveQuery(
    pairingRequestsRef,
    person === null ? null : {},
    person === null ? {} : { staffId: person.staffId },
  );
  const shown = opened !== null && opened.expiresAtMs > nowMs ? opened : null;
  const open = async () => {
    setLost(false);
    const outcome = await sign({
      title: t("people.pairing.open"),
      text: t("people.pairing.open-text"),
      doneWords: t("people.pairing.opened"),
      send: (signatures) => grant(openPairingWindowRef, { pairingId: makeId("pairing") }, { signatures }),
    });
    if (outcome?.kind !== "accepted") return;
    const { revealId } = outcome.result;
    const answer = typeof revealId === "string" ? await fetchRevealed(kitchen, revealId) : null;
    if (answer?.kind === "pairing") setOpened(answer);
    else setLost(true);
  };
  return (
    <Panel
      title={t("people.pairing.title")}
      actions={
        <Button kind="primary" size="small" icon="qr-code" reason={whyNot("device.manage")} onPress={() => void open()}>
          {t("people.pairing.open")}
        </Button>
      }
    >
      {isLost ? <p role="alert">{t("people.pairing.lost")}</p> : null}
      {shown === null ? (
        <p>{t("people.pairing.how")}</p>
      ) : (
        <PairingCode opened={shown} nowMs={nowMs} onClosed={() => setOpened(null)} />
      )}
      {requests.rows.map((request) => (
        <PairingRequestCard key={request.deviceId} request={request} />
      ))}
    </Panel>
  );
}

function PairingCode(props: { readonly opened: OpenWindow; readonly nowMs: number; readonly onClosed: () => void }) {
  const { opened, nowMs } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { grant } = useAct();
  const { run } = useLoneAct();
  const addresses = pairAddresses(location, opened.hosts ?? []);
  const [address] = addresses;
  return (
    <div className={styles.pairing}>
      {address === undefined ? null : <QrCode text={`${address}#secret=${opened.pairingToken}`} />}
      <div className={styles.steps}>
        {address === undefined ? (
          <p role="alert">{t("people.pairing.no-address")}</p>
        ) : (
          <>
            <p>{t("people.pairing.scan")}</p>
            <p>{t("people.pairing.or-type")}</p>
          </>
        )}
        <ul className={styles.address}>
          {addresses.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
        <p className={styles.code}>
          <span className="visually-hidden">{t("people.pairing.code")}</span>
          {typedCode(opened.typedCode)}
        </p>
        <p role="timer">{t("people.pairing.left", { time: units.duration(opened.expiresAtMs - nowMs) })}</p>
        <div>
          <Button
            size="small"
            onPress={() => {
              run(() => grant(closePairingWindowRef, { pairingId: opened.pairingId }), t("people.pairing.closed"));
              props.onClosed();
            }}
          >
            {t("people.pairing.close")}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** Dark modules on white in either theme: cameras want it so. */
function QrCode(props: { readonly text: string }) {
  const { t } = useManagerCopy();
  const { data, size } = useMemo(() => encode(props.text, { ecc: "M", border: QR_QUIET_COUNT }), [props.text]);
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return (
    <svg className={styles.qr} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t("people.pairing.qr")}>
      <path d={path} shapeRendering="crispEdges" />
    </svg>
  );
}

/** `ABCD-2345`: easier to read aloud. */
function typedCode(code: string): string {
  const plain = code.replaceAll("-", "");
  return `${plain.slice(0, 4)}-${plain.slice(4)}`;
}

/** A device that waits: its number to compare, what it becomes, and a refusal as big as the consent. */
function PairingRequestCard(props: { readonly request: PairingRequest }) {
  const { request } = props;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const { run } = useLoneAct();
  const sign = useSign();
  const whyNot = useWhyNotPermitted();
  const [name, setName] = useState(request.name);
  const [face, setFace] = useState<Face>("tablet");
  const [station, setStation] = useState<Station | null>("cook");
  const hasStation = stationNeedOf(face) !== "none";
  const chosenStation = hasStation ? station : null;
  const missing =
    name.trim() === ""
      ? t("people.device.name-needed")
      : face === "tablet" && station === null
        ? t("people.device.station-needed")
        : null;
  return (
    <section
      className={styles.request}
      aria-label={t("people.pairing.request-of", { device: request.name })}
      data-row={request.deviceId}
      tabIndex={-1}
    >
      <h3>{t("people.pairing.request-of", { device: request.name })}</h3>
      <p>{t("people.pairing.compare")}</p>
      <p className={styles.match}>
        <span className="visually-hidden">{t("people.pairing.number")}</span>
        {request.matchCode}
      </p>
      <div className={styles.fields}>
        <TextInput
          label={t("people.device.name")}
          maxLength={DEVICE_NAME_MAX_COUNT}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t("people.device.face")}
          data={FACES.map((code) => ({ value: code, label: t(`people.face.${code}`) }))}
          value={face}
          onChange={(value) => setFace(FACES.find((code) => code === value) ?? face)}
        />
        {!hasStation ? null : (
          <Select
            label={t("people.device.station")}
            data={[
              ...(face === "wall" ? [{ value: NO_STATION, label: t("people.device.no-station") }] : []),
              ...STATIONS.map((code) => ({ value: code, label: t(`shared.station.${code}`) })),
            ]}
            value={station ?? NO_STATION}
            onChange={(value) => setStation(STATIONS.find((code) => code === value) ?? null)}
          />
        )}
      </div>
      <div className={styles.decide}>
        <span data-approve="">
          <Button
            kind="primary"
            size="small"
            icon="check"
            className={styles.decision ?? ""}
            reason={whyNot("device.manage") ?? missing}
            onPress={() =>
              void sign({
                title: t("people.pairing.approve-of", { device: name.trim() }),
                text: t("people.pairing.approve-text", { code: request.matchCode }),
                doneWords: t("people.pairing.approved", { device: name.trim() }),
                send: (signatures) =>
                  grant(
                    approvePairingRef,
                    {
                      deviceId: request.deviceId,
                      matchCode: request.matchCode,
                      face,
                      station: chosenStation,
                      name: name.trim(),
                    },
                    { signatures },
                  ),
              })
            }
          >
            {t("people.pairing.approve")}
          </Button>
        </span>
        <Button
          kind="danger"
          size="small"
          icon="x"
          className={styles.decision ?? ""}
          reason={whyNot("device.manage")}
          onPress={() =>
            run(
              () => grant(rejectPairingRef, { deviceId: request.deviceId }),
              t("people.pairing.rejected", { device: request.name }),
            )
          }
        >
          {t("people.pairing.reject")}
        </Button>
      </div>
    </section>
  );
}
