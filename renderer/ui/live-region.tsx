import { createContext, useCallback, useContext, useState, type ReactNode } from "react";

type Announce = (text: string, urgency?: "polite" | "assertive") => void;

const AnnounceContext = createContext<Announce>(() => {});

/** The one place a face speaks from (UX.md §9): polite, and assertive only for critical alarms and a punch's result. */
export function LiveRegion(props: { readonly children: ReactNode }) {
  const [polite, setPolite] = useState("");
  const [assertive, setAssertive] = useState("");
  const announce = useCallback<Announce>((text, urgency = "polite") => {
    if (urgency === "assertive") setAssertive(text);
    else setPolite(text);
  }, []);
  return (
    <AnnounceContext.Provider value={announce}>
      {props.children}
      <div className="visually-hidden" role="status" aria-live="polite">
        {polite}
      </div>
      <div className="visually-hidden" role="alert" aria-live="assertive">
        {assertive}
      </div>
    </AnnounceContext.Provider>
  );
}

export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}
