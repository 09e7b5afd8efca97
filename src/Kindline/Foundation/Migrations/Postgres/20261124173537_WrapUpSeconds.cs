using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kindline.Foundation.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class WrapUpSeconds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "WrapUpSeconds",
                table: "Queues",
                type: "integer",
                nullable: false,
                defaultValue: 60);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "WrapUpSeconds",
                table: "Queues");
        }
    }
}
