import { Component, type ReactNode } from "react";

interface PanelBoundaryProps {
  readonly fallback: ReactNode;
  /** A new value tries the panel again: the rows that broke it may be gone. */
  readonly attempt: number;
  readonly children: ReactNode;
}

/** A panel that throws is replaced by its message, the others live (UX.md §4.3). React asks for a class here. */
export class PanelBoundary extends Component<PanelBoundaryProps, { readonly hasFailed: boolean }> {
  override state: { readonly hasFailed: boolean } = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidUpdate(before: PanelBoundaryProps): void {
    if (this.state.hasFailed && before.attempt !== this.props.attempt) this.setState({ hasFailed: false });
  }

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}
