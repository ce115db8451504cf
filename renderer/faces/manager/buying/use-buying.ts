import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { priceSheetRef, supplierNamesRef } from "#renderer/domains/procurement/procurement-refs.ts";
import { useViewer } from "#renderer/faces/manager/attendance/use-names.ts";

/** The things that may be ordered, with what is known of their prices. */
export function useOrderables() {
  const viewer = useViewer();
  return useLiveQuery(priceSheetRef, viewer === null ? null : {}, viewer ?? {}).rows;
}

/** Suppliers a kitchen may buy from now. */
export function useActiveSuppliers() {
  const viewer = useViewer();
  const { rows } = useLiveQuery(supplierNamesRef, viewer === null ? null : {}, viewer ?? {});
  return rows.filter((row) => row.status === "active");
}
