export function FirstPage() {
  return <div className="page">portal</div>;
}
