import { useCopy } from "#renderer/copy/use-copy.tsx";
import { createCopy, type Copy, type CopyKey, type Language } from "#renderer/copy/copy.ts";
import { attendanceEn } from "#renderer/copy/manager-attendance.en.ts";
import { attendanceId } from "#renderer/copy/manager-attendance.id.ts";
import { buyingEn } from "#renderer/copy/manager-buying.en.ts";
import { buyingId } from "#renderer/copy/manager-buying.id.ts";
import { dayEn } from "#renderer/copy/manager-day.en.ts";
import { dayId } from "#renderer/copy/manager-day.id.ts";
import { foodEn } from "#renderer/copy/manager-food.en.ts";
import { foodId } from "#renderer/copy/manager-food.id.ts";
import { hubEn } from "#renderer/copy/manager-hub.en.ts";
import { hubId } from "#renderer/copy/manager-hub.id.ts";
import { kitchenEn } from "#renderer/copy/manager-kitchen.en.ts";
import { kitchenId } from "#renderer/copy/manager-kitchen.id.ts";
import { menuEn } from "#renderer/copy/manager-menu.en.ts";
import { menuId } from "#renderer/copy/manager-menu.id.ts";
import { payEn } from "#renderer/copy/manager-pay.en.ts";
import { payId } from "#renderer/copy/manager-pay.id.ts";
import { peopleEn } from "#renderer/copy/manager-people.en.ts";
import { peopleId } from "#renderer/copy/manager-people.id.ts";
import { qualityEn } from "#renderer/copy/manager-quality.en.ts";
import { qualityId } from "#renderer/copy/manager-quality.id.ts";
import { stockEn } from "#renderer/copy/manager-stock.en.ts";
import { stockId } from "#renderer/copy/manager-stock.id.ts";
import { managerEn } from "#renderer/copy/manager.en.ts";
import { managerId } from "#renderer/copy/manager.id.ts";
import { rejectionsEn } from "#renderer/copy/rejections.en.ts";
import { rejectionsId } from "#renderer/copy/rejections.id.ts";
import { reviewsEn } from "#renderer/copy/reviews.en.ts";
import { reviewsId } from "#renderer/copy/reviews.id.ts";
import { sharedEn } from "#renderer/copy/shared.en.ts";
import { sharedId } from "#renderer/copy/shared.id.ts";

const wordsId = {
  shared: sharedId,
  rejections: rejectionsId,
  manager: managerId,
  day: dayId,
  kitchen: kitchenId,
  quality: qualityId,
  people: peopleId,
  attendance: attendanceId,
  pay: payId,
  buying: buyingId,
  food: foodId,
  stock: stockId,
  menu: menuId,
  hub: hubId,
  reviews: reviewsId,
} as const;
const wordsEn = {
  shared: sharedEn,
  rejections: rejectionsEn,
  manager: managerEn,
  day: dayEn,
  kitchen: kitchenEn,
  quality: qualityEn,
  people: peopleEn,
  attendance: attendanceEn,
  pay: payEn,
  buying: buyingEn,
  food: foodEn,
  stock: stockEn,
  menu: menuEn,
  hub: hubEn,
  reviews: reviewsEn,
} as const;

export type ManagerSet = typeof wordsId;
export type ManagerCopy = Copy<ManagerSet>;
export type ManagerKey = CopyKey<ManagerSet>;

export function createManagerCopy(language: Language): ManagerCopy {
  return createCopy({ language, id: wordsId, en: wordsEn });
}

export function useManagerCopy(): ManagerCopy {
  return useCopy<ManagerSet>();
}
