import { useState } from "react";
import type { RowOf } from "#kernel/definition.ts";
import type { StaffId } from "#kernel/ids.ts";
import type { staffMemberQuery } from "#domains/people/queries.ts";
import type { CertificateKind } from "#domains/people/review-values.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { certificatesDueRef } from "#renderer/domains/people/people-refs.ts";
import { usePerson, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useWaitingWords } from "#renderer/faces/manager/shell/use-waiting-words.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { CertificateDialog } from "./certificate-dialog.tsx";
import { CertificateBadge, useLeftWords } from "./certificate-words.tsx";
import styles from "./people.module.css";

/** What a person must hold for their work, until when, and how near that is. */
export function CertificatesPanel(props: { readonly member: RowOf<typeof staffMemberQuery> }) {
  const { member } = props;
  const { t } = useManagerCopy();
  const waiting = useWaitingWords();
  const units = useUnits();
  const person = usePerson();
  const whyNot = useWhyNotPermitted();
  const leftWords = useLeftWords();
  const [recording, setRecording] = useState<{ readonly kind: CertificateKind | null } | null>(null);
  const params = { staffId: member.staffId as StaffId }; // the kitchen's own row
  const { rows, status } = useLiveQuery(certificatesDueRef, params, { staffId: person.staffId });
  const reason =
    whyNot("people.manage") ??
    (member.isErased ? t("people.erased") : member.status === "ended" ? t("people.badge.ended") : null);
  return (
    <Panel
      title={t("people.certificate.title")}
      actions={
        <Button size="small" icon="plus" reason={reason} onPress={() => setRecording({ kind: null })}>
          {t("people.certificate.record")}
        </Button>
      }
    >
      {rows.length === 0 ? (
        <EmptyState text={status === "loading" ? waiting : t("people.certificate.none")} />
      ) : (
        <ul className={styles.list}>
          {rows.map((row) => (
            <li key={row.key} className={styles.certificate}>
              <span>
                <strong>{t(`people.certificate.${row.kind}`)}</strong>
                <br />
                {units.date(row.validUntilDate)} · {leftWords(row.leftDayCount)}
              </span>
              <CertificateBadge level={row.level} />
              <Button
                size="small"
                icon="refresh-cw"
                label={t("people.certificate.renew-of", {
                  kind: t(`people.certificate.${row.kind}`),
                  name: member.fullName,
                })}
                reason={reason}
                onPress={() => setRecording({ kind: row.kind })}
              >
                {t("people.certificate.renew")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {recording === null ? null : (
        <CertificateDialog
          staffId={member.staffId}
          name={member.fullName}
          kind={recording.kind}
          onClose={() => setRecording(null)}
        />
      )}
    </Panel>
  );
}
