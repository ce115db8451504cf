/**
 * Keeps the screen on while the page is seen, and asks for full screen at the first touch. Both are favours of the
 * browser (trusted pages only): refused, the tablet works on without them.
 */
export function keepAwake(): void {
  const request = () => {
    if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    navigator.wakeLock.request("screen").catch(() => {
      // No power to spare, or not allowed here: the next time the page is shown it is asked again.
    });
  };
  document.addEventListener("visibilitychange", request);
  request();
  addEventListener(
    "pointerup",
    () => {
      request();
      if (document.fullscreenElement !== null || !document.fullscreenEnabled) return;
      document.documentElement.requestFullscreen({ navigationUI: "hide" }).catch(() => {
        // The person may have set the browser to refuse.
      });
    },
    { once: true },
  );
}
