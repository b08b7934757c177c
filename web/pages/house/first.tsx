export function FirstPage() {
  return <div className="page">house</div>;
}
