import type * as commands from "#domains/people/commands.ts";
import type * as queries from "#domains/people/queries.ts";
import type * as reviewCommands from "#domains/people/review-commands.ts";
import type * as reviewQueries from "#domains/people/review-queries.ts";
import { grantRef, queryRef } from "#renderer/client/refs.ts";

export const badgesRef = queryRef<typeof queries.badgesQuery>("badges", "badgeId");
export const cardEnrolmentRef = queryRef<typeof queries.cardEnrolmentQuery>("card-enrolment", "enrolmentId");
export const divisionsRef = queryRef<typeof queries.divisionsQuery>("divisions", "divisionCode");
export const sitePeopleCountRef = queryRef<typeof queries.sitePeopleCountQuery>("site-people-count", "key");
export const staffMemberRef = queryRef<typeof queries.staffMemberQuery>("staff-member", "staffId");
export const staffNamesRef = queryRef<typeof queries.staffNamesQuery>("staff-names", "staffId");
export const staffPayRef = queryRef<typeof queries.staffPayQuery>("staff-pay", "staffId");
export const staffRef = queryRef<typeof queries.staffQuery>("staff", "staffId");
export const stationPeopleRef = queryRef<typeof queries.stationPeopleQuery>("station-people", "staffId");

export const addStaffRef = grantRef<typeof commands.addStaff>("add-staff");
export const assignRoleRef = grantRef<typeof commands.assignRole>("assign-role");
export const cancelCardEnrolmentRef = grantRef<typeof commands.cancelCardEnrolment>("cancel-card-enrolment");
export const changeStaffRef = grantRef<typeof commands.changeStaff>("change-staff");
export const defineDivisionRef = grantRef<typeof commands.defineDivision>("define-division");
export const endStaffRef = grantRef<typeof commands.endStaff>("end-staff");
export const eraseStaffRef = grantRef<typeof commands.eraseStaff>("erase-staff");
export const issueBadgeRef = grantRef<typeof commands.issueBadge>("issue-badge");
export const importStaffRef = grantRef<typeof commands.importStaff>("import-staff");
export const offerCardRef = grantRef<typeof commands.offerCard>("offer-card");
export const openCardEnrolmentRef = grantRef<typeof commands.openCardEnrolment>("open-card-enrolment");
export const resetPinRef = grantRef<typeof commands.resetPin>("reset-pin");
export const revokeBadgeRef = grantRef<typeof commands.revokeBadge>("revoke-badge");
export const setStaffPayRef = grantRef<typeof commands.setStaffPay>("set-staff-pay");
export const withdrawRoleRef = grantRef<typeof commands.withdrawRole>("withdraw-role");

export const certificatesDueRef = queryRef<typeof reviewQueries.certificatesDueQuery>("certificates-due", "key");
export const myReviewsRef = queryRef<typeof reviewQueries.myReviewsQuery>("my-reviews", "reviewId");
export const reviewFormRef = queryRef<typeof reviewQueries.reviewFormQuery>("review-form", "key");
export const reviewRef = queryRef<typeof reviewQueries.reviewQuery>("review", "reviewId");
export const reviewsRef = queryRef<typeof reviewQueries.reviewsQuery>("reviews", "reviewId");

export const acknowledgeReviewRef = grantRef<typeof reviewCommands.acknowledgeReview>("acknowledge-review");
export const closeReviewRef = grantRef<typeof reviewCommands.closeReview>("close-review");
export const disputeReviewRef = grantRef<typeof reviewCommands.disputeReview>("dispute-review");
export const recordStaffCertificateRef =
  grantRef<typeof reviewCommands.recordStaffCertificate>("record-staff-certificate");
export const startReviewRef = grantRef<typeof reviewCommands.startReview>("start-review");
export const submitReviewRef = grantRef<typeof reviewCommands.submitReview>("submit-review");
