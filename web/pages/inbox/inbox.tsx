export function InboxPage() {
  return <div className="page">inbox</div>;
}
