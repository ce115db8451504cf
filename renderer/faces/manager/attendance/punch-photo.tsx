import { useEffect, useState } from "react";
import { LAN_PHOTOS_PATH } from "#contract/lan-protocol.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import type { Kitchen } from "#renderer/client/kitchen.ts";
import { usePersonOrNobody } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./punch-photo.module.css";

type Fetched = Blob | "gone" | "refused" | "unreachable";

/** The picture taken at a punch, only by an asking that says who looks (LAN50): an address alone shows nothing. */
export function PunchPhoto(props: { readonly photoId: string; readonly label: string }) {
  const { photoId, label } = props;
  const { t } = useManagerCopy();
  const kitchen = useKitchen();
  const staffId = usePersonOrNobody()?.staffId ?? null;
  const [shown, setShown] = useState<{ readonly url: string } | Exclude<Fetched, Blob> | null>(null);
  useEffect(() => {
    let url: string | null = null;
    let isOver = false;
    const load = async () => {
      const fetched = await fetchPhoto(kitchen, { photoId, staffId });
      if (isOver) return;
      if (!(fetched instanceof Blob)) return setShown(fetched);
      url = URL.createObjectURL(fetched);
      setShown({ url });
    };
    void load();
    return () => {
      isOver = true;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [kitchen, photoId, staffId]);
  if (shown === null) return <span className={styles.frame}>{t("shared.loading")}</span>;
  if (typeof shown === "string") return <span className={styles.frame}>{t(`attendance.photo.${shown}`)}</span>;
  return <img className={styles.photo} src={shown.url} alt={label} width={120} height={90} />;
}

async function fetchPhoto(
  kitchen: Kitchen,
  asked: { readonly photoId: string; readonly staffId: string | null },
): Promise<Fetched> {
  const token = kitchen.memory.deviceToken();
  if (token === null || asked.staffId === null) return "refused";
  try {
    const response = await fetch(`${LAN_PHOTOS_PATH}/${asked.photoId}`, {
      headers: { authorization: `Bearer ${token}`, "x-staff-id": asked.staffId },
      cache: "no-store",
    });
    if (response.ok) return await response.blob();
    // An answer nobody reads holds its connection.
    await response.body?.cancel();
    if (response.status === 404) return "gone";
    // Too many at once, or a disk that does not answer: it may come later.
    return response.status === 403 || response.status === 401 ? "refused" : "unreachable";
  } catch {
    return "unreachable";
  }
}
