import { Component, useEffect, type ReactNode } from "react";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";

interface PanelBoundaryProps {
  readonly fallback: ReactNode;
  readonly children: ReactNode;
}

/** A panel that failed is tried again after this: the rows that broke it may be gone. */
const RETRY_AFTER_MS = 10_000;

/** A panel that throws is replaced by its message, the others live (UX.md §4.3). React asks for a class here. */
export class PanelBoundary extends Component<PanelBoundaryProps, { readonly hasFailed: boolean }> {
  override state: { readonly hasFailed: boolean } = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  private readonly handleRetry = () => this.setState({ hasFailed: false });

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <>
        {this.props.fallback}
        <RetryLater onRetry={this.handleRetry} />
      </>
    );
  }
}

function RetryLater({ onRetry }: { readonly onRetry: () => void }) {
  const { runtime } = useKitchen();
  useEffect(() => runtime.after(RETRY_AFTER_MS, onRetry), [runtime, onRetry]);
  return null;
}
