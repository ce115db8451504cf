/** A display as the operating system reports it; bounds in device-independent pixels. */
export interface DisplayFacts {
  readonly id: number;
  readonly label: string;
  readonly isPrimary: boolean;
  readonly bounds: DisplayBounds;
}

export interface DisplayBounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The faces a display of this PC can show. */
export type ScreenFace = "wall" | "attendance" | "manager";
/** `none`: somebody said this display is not the kiosk's. */
export type ScreenRole = ScreenFace | "none";

/** What a display is for, and by what it is known again. */
export interface ScreenAssignment {
  /** Its own number for ever; a display may come back under another id. */
  readonly screenId: number;
  readonly role: ScreenRole;
  readonly displayId: number;
  readonly label: string;
  readonly bounds: DisplayBounds;
}

export interface PlacedScreen {
  readonly screenId: number;
  readonly role: ScreenRole;
  readonly display: DisplayFacts;
}

/** Where every window belongs with the displays there are now. */
export interface Placement {
  /** The assignments with what their displays are called now; to be kept. */
  readonly assignments: readonly ScreenAssignment[];
  readonly placed: readonly PlacedScreen[];
  /** Their display is away: the window is hidden and waits, never thrown onto another display. */
  readonly parkedScreenIds: readonly number[];
  /** Nobody said what these are for. */
  readonly unknown: readonly DisplayFacts[];
}

/** On a first start: the console on the primary display, the wall on the first other one; further ones are asked about. */
export function firstAssignments(displays: readonly DisplayFacts[]): readonly ScreenAssignment[] {
  const primary = displays.find((display) => display.isPrimary) ?? displays[0];
  if (primary === undefined) return [];
  const other = displays.find((display) => display.id !== primary.id);
  const manager = assignmentOf(primary, { screenId: 1, role: "manager" });
  return other === undefined ? [manager] : [manager, assignmentOf(other, { screenId: 2, role: "wall" })];
}

/** Matches assignments with displays: by id first, what is left by label and bounds (UX.md §8). */
export function placeScreens(assignments: readonly ScreenAssignment[], displays: readonly DisplayFacts[]): Placement {
  const displayByScreenId = new Map<number, DisplayFacts>();
  const taken = new Set<number>();
  const match = (isSame: (assignment: ScreenAssignment, display: DisplayFacts) => boolean) => {
    for (const assignment of assignments) {
      if (displayByScreenId.has(assignment.screenId)) continue;
      const found = displays.find((display) => !taken.has(display.id) && isSame(assignment, display));
      if (found === undefined) continue;
      displayByScreenId.set(assignment.screenId, found);
      taken.add(found.id);
    }
  };
  match((assignment, display) => assignment.displayId === display.id);
  match((assignment, display) => assignment.label === display.label && isSameBounds(assignment.bounds, display.bounds));
  return {
    assignments: assignments.map((assignment) => {
      const display = displayByScreenId.get(assignment.screenId);
      return display === undefined ? assignment : assignmentOf(display, assignment);
    }),
    placed: assignments.flatMap(({ screenId, role }) => {
      const display = displayByScreenId.get(screenId);
      return display === undefined ? [] : [{ screenId, role, display }];
    }),
    parkedScreenIds: assignments.flatMap(({ screenId }) => (displayByScreenId.has(screenId) ? [] : [screenId])),
    unknown: displays.filter((display) => !taken.has(display.id)),
  };
}

/** Gives a display a role; the one it had is replaced, a new display gets a number of its own. */
export function assignRole(
  assignments: readonly ScreenAssignment[],
  display: DisplayFacts,
  role: ScreenRole,
): readonly ScreenAssignment[] {
  if (assignments.some(({ displayId }) => displayId === display.id)) {
    return assignments.map((kept) => (kept.displayId === display.id ? { ...kept, role } : kept));
  }
  const screenId = Math.max(0, ...assignments.map((kept) => kept.screenId)) + 1;
  return [...assignments, assignmentOf(display, { screenId, role })];
}

/** Wall and terminal hold their display and hide the pointer; the console is an ordinary window that cannot be closed. */
export function isLockedFace(face: ScreenFace): boolean {
  return face !== "manager";
}

/** The wall's page is laid out for this width; a display of another width gets a zoom that makes it so (UX.md §2.2). */
export const WALL_PAGE_WIDTH_PX = 1920;

/** The zoom of a face on its display: the wall's page is always 1920 px wide. */
export function zoomFactorOf(face: ScreenFace, bounds: DisplayBounds): number {
  return face === "wall" ? bounds.width / WALL_PAGE_WIDTH_PX : 1;
}

export function isSameBounds(one: DisplayBounds, other: DisplayBounds): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}

function assignmentOf(
  display: DisplayFacts,
  given: { readonly screenId: number; readonly role: ScreenRole },
): ScreenAssignment {
  const { id, label, bounds } = display;
  return { screenId: given.screenId, role: given.role, displayId: id, label, bounds };
}
